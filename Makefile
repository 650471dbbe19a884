# Every command of the project. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
N ?= 200
PY := .venv/bin/python

.PHONY: help setup run run-prod test fuzz lint format bench lock kelola potret

help: ## Daftar perintah
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Siapkan .venv dengan paket yang terkunci (dilewati bila tidak berubah)
	@command -v python3 >/dev/null || { echo "Python tidak ada. Pasang dengan: apt-get install -y python3 python3-venv" >&2; exit 1; }
	@python3 alat/lingkungan.py

run: setup ## Jalankan semuanya di komputer ini: http://127.0.0.1:8000 (PORT= menggantinya), Ctrl-C menghentikan
	@PORT=$(PORT) exec $(PY) -m alat.jalankan --ikut-induk

run-prod: setup ## Susunan produksi di komputer ini: gunicorn, pekerja, jadwal, nginx
	@PORT=$(PORT) exec $(PY) -m alat.jalankan_prod --ikut-induk

kelola: setup ## manage.py pada data `make run`; ARGS="buat_laporan --unit … --keluaran lap.pdf"
	@$(PY) -m alat.kelola $(ARGS)

test: setup ## Semua pemeriksaan dan uji; ARGS="tests/hitung -k x" hanya menjalankan sebagian pytest
	@$(PY) -m alat.uji $(ARGS)

fuzz: setup ## Schemathesis atas seluruh API, panjang dan acak; N=200 contoh tiap operasi
	@KINERJA_FUZZ=$(N) $(PY) -m alat.uji tests/api/test_fuzz.py -n 0 -o log_cli=true -o log_cli_level=INFO $(ARGS)

lint: setup ## Pemeriksaan kode saja (format, ruff, arah impor, mypy)
	@$(PY) -m alat.uji --lint

format: setup ## Rapikan kode dan templat
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix . ; $(PY) -m djlint templates --reformat --quiet

bench: setup ## Ukuran kecepatan; ARGS="--catat" menulis bench/hasil.md
	@$(PY) -m bench $(ARGS)

potret: setup ## Gambar panduan dari `make run` yang sedang berjalan (PORT=); ARGS="isian masuk" hanya sebagian
	@PORT=$(PORT) $(PY) -m alat.potret $(ARGS)

lock: setup ## Perbarui kunci paket dari requirements.in dan requirements-dev.in
	@$(PY) -m uv pip compile --python-version 3.11 requirements.in -o requirements.txt --generate-hashes --no-annotate $(ARGS)
	@$(PY) -m uv pip compile --python-version 3.11 requirements-dev.in -o requirements-dev.txt --generate-hashes --no-annotate $(ARGS)
