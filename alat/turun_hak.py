"""Running a server as an account without rights when we are root: initdb and postgres refuse root.

No account is made and no folder is opened: the program gets the uid of `nobody`, and where a folder above it (such as
/root) is closed to that uid, the one capability that lets it pass. `setpriv` is part of every Debian (util-linux).
"""

import os
import pwd
import re
import shutil
from pathlib import Path

from alat.proses import GagalAlat

AKUN = "nobody"
# CAP_DAC_OVERRIDE = 1, CAP_DAC_READ_SEARCH = 2 (linux/capability.h); the weaker one first, containers often lack it.
KEMAMPUAN = {"dac_read_search": 2, "dac_override": 1}


def _akun() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(AKUN)
    except KeyError:
        raise GagalAlat(f"Akun {AKUN} tidak ada; jalankan perintah ini bukan sebagai root.") from None


def serahkan(*jalur: Path) -> None:
    """Give files to the account the server runs under; nothing to do when we are not root."""
    if os.geteuid() == 0:
        akun = _akun()
        for satu in jalur:
            os.chown(satu, akun.pw_uid, akun.pw_gid)


def _tertutup(jalur: Path, uid: int) -> bool:
    """Whether `uid` (in no group of note) can't pass through one of the folders above."""
    for folder in jalur.resolve().parents:
        keadaan = folder.stat()
        if not keadaan.st_mode & (0o100 if keadaan.st_uid == uid else 0o001):
            return True
    return False


def _kemampuan_lewat() -> list[str]:
    """setpriv options that give the one capability for closed folders, the weakest this machine lets us give."""
    cocok = re.search(r"^CapBnd:\s*([0-9a-f]+)", Path("/proc/self/status").read_text(), re.MULTILINE)
    batas = int(cocok.group(1), 16) if cocok else 0
    for nama, bit in KEMAMPUAN.items():
        if batas >> bit & 1:
            # Without the securebit access(2), which initdb asks, would look at the bare uid only.
            return ["--securebits=+no_setuid_fixup", f"--inh-caps=-all,+{nama}", f"--ambient-caps=-all,+{nama}"]
    raise GagalAlat("Folder proyek tertutup bagi akun nobody; pindahkan proyek ke folder lain, misalnya /srv/kinerja.")


def awalan_perintah(program: Path, data: Path, *, sinyal: str | None = None) -> list[str]:
    """What to put before a server command: nothing for a normal user, setpriv for root.

    `sinyal` is what the program gets when its parent dies.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise GagalAlat("Perintah setpriv tidak ada. Pasang dengan: apt-get install -y util-linux")
    akun = _akun()
    awalan = ["setpriv", f"--reuid={akun.pw_uid}", f"--regid={akun.pw_gid}", "--clear-groups"]
    if _tertutup(program, akun.pw_uid) or _tertutup(data, akun.pw_uid):
        awalan += _kemampuan_lewat()
    # The kernel forgets the parent-death signal when the uid changes, so setpriv sets it after the change.
    return [*awalan, "--pdeathsig", sinyal] if sinyal else awalan
