# syntax=docker/dockerfile:1
# The image of one service: docker build -f deploy/service.Dockerfile --build-arg SERVICE=auth -t platform/auth .
# What runs is Node and the service alone: no shell, no package manager, no build tools, no source. The image is
# distroless rather than slim since nothing in a running service needs what slim brings besides.
# It runs as uid 65532 on a read-only root; give it a tmpfs at /tmp, where learning unpacks what is imported.

# Shared by all services, so it is built once for all of them. It has the C library of the image that runs.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
RUN npm install --global "$(node -p 'require("./package.json").packageManager')"
RUN pnpm fetch
COPY . .
RUN pnpm install --offline --frozen-lockfile
RUN node tools/image.mjs build

FROM build AS service
ARG SERVICE
RUN node tools/image.mjs "$SERVICE" /image

# For Tilt alone (--target live), which needs `tar` to bring what changed.
FROM node:24-bookworm-slim AS live
ENV PLATFORM_ROOT=/app
WORKDIR /app
COPY --from=service /image /app
USER 65532:65532
ENTRYPOINT ["node", "--enable-source-maps", "dist/process.js"]

FROM gcr.io/distroless/nodejs24-debian12:nonroot
ARG SERVICE
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="platform/$SERVICE" \
      org.opencontainers.image.description="The service $SERVICE of Platform Ecosystem" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
ENV NODE_ENV=production PLATFORM_ROOT=/app
WORKDIR /app
COPY --from=service /image /app
USER 65532:65532
# With the argument `migrate` it brings the service's database up to date and ends.
ENTRYPOINT ["/nodejs/bin/node", "--enable-source-maps", "dist/process.js"]
