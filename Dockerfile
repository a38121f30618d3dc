# The Telegram bot as an image:
#   docker build -t karrierebot .
#   docker run --env TELEGRAM_BOT_TOKEN karrierebot
# Knowledge of your own:
#   docker run --env TELEGRAM_BOT_TOKEN --volume "$PWD/knowledge:/knowledge:ro" \
#     --env KARRIEREBOT_KNOWLEDGE=/knowledge karrierebot

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/karrierebot
# The locked packages first: they change less often than the bot.
COPY requirements.lock /build/
RUN /opt/karrierebot/bin/pip install --require-hashes --requirement /build/requirements.lock
COPY pyproject.toml README.md LICENSE /build/
COPY bot /build/bot
COPY knowledge /build/knowledge
RUN /opt/karrierebot/bin/pip install --no-deps /build

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /home/bot bot
COPY --from=build /opt/karrierebot /opt/karrierebot
ENV PATH=/opt/karrierebot/bin:$PATH PYTHONUNBUFFERED=1
USER bot
WORKDIR /home/bot
# What is kept of chats: mount a volume here, or name a PostgreSQL in DATABASE_URL.
RUN mkdir -m 700 data
ENV KARRIEREBOT_DATA=/home/bot/data
VOLUME /home/bot/data
# An image with broken knowledge is never finished. What is learnt on the way stays in the cache of
# this user, so that the container starts at once.
RUN karrierebot check
# A bot that does its work always holds a connection to the Bot API server: the long poll (01 is
# "established"). Reads two kernel tables, so it costs nothing; five misses in a row mean ill.
# For a chat in the terminal: docker run -it --no-healthcheck karrierebot chat
HEALTHCHECK --interval=1m --timeout=5s --start-period=1m --retries=5 \
  CMD grep -qsE '^ *[0-9]+: [0-9A-F:]+ [0-9A-F:]+ 01 ' /proc/net/tcp /proc/net/tcp6 || exit 1
ENTRYPOINT ["karrierebot"]
CMD ["run"]
