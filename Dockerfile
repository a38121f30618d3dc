# The Telegram bot as an image:
#   docker build -t karrierebot .
#   docker run --init --read-only --tmpfs /tmp --env TELEGRAM_BOT_TOKEN karrierebot
# Knowledge of your own, the token in a file, chats in a volume that stays:
#   docker run --init --read-only --tmpfs /tmp \
#     --volume "$PWD/knowledge:/knowledge:ro" --env KARRIEREBOT_KNOWLEDGE=/knowledge \
#     --volume "$PWD/token:/run/secrets/token:ro" --env TELEGRAM_BOT_TOKEN_FILE=/run/secrets/token \
#     --volume karrierebot-data:/home/bot/data karrierebot
# Two replicas behind a proxy: compose.yaml

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/karrierebot
# The locked packages first: they change less often than the bot.
COPY requirements.lock /build/
RUN /opt/karrierebot/bin/pip install --require-hashes --requirement /build/requirements.lock
COPY pyproject.toml README.md LICENSE /build/
COPY bot /build/bot
COPY knowledge /build/knowledge
RUN /opt/karrierebot/bin/pip install --no-deps /build \
  && /opt/karrierebot/bin/pip uninstall --yes pip

FROM python:3.13-slim
# A number, so that who only allows users other than root can see that this is one.
RUN useradd --system --uid 10001 --user-group --create-home --home-dir /home/bot bot
COPY --from=build /opt/karrierebot /opt/karrierebot
ENV PATH=/opt/karrierebot/bin:$PATH PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /home/bot
# Chats (unless DATABASE_URL names a PostgreSQL), and what is learnt from the knowledge.
ENV KARRIEREBOT_DATA=/home/bot/data KARRIEREBOT_CACHE=/home/bot/cache
RUN mkdir -m 700 data cache
# An image with broken knowledge is never finished. What is learnt on the way stays in the cache, so
# that the container starts at once; a volume is filled from it, so it is declared only afterwards.
RUN karrierebot check
VOLUME ["/home/bot/data", "/home/bot/cache"]
# Inside the container only, unless the port is published: health, numbers, the webhook.
ENV KARRIEREBOT_LISTEN=:8080
EXPOSE 8080
# Well as long as Telegram answers the polls. A chat in the terminal has no such address:
#   docker run -it --no-healthcheck karrierebot chat
HEALTHCHECK --interval=30s --timeout=5s --start-period=1m --retries=3 \
  CMD ["python", "-m", "bot.cli.probe", "/healthz"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["karrierebot"]
CMD ["run"]
