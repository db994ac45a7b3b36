import { expect, it } from "vitest";
import { startEnvoy } from "../src/envoy.ts";
import { freePorts } from "../src/port.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

const listenAt = (port: number) => ({ socket_address: { address: "127.0.0.1", port_value: port } });

/** An Envoy that answers by itself. */
function answering(ports: { public: number; admin: number }, words: string): object {
  const route = { match: { prefix: "/" }, direct_response: { status: 200, body: { inline_string: words } } };
  const manager = {
    "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    stat_prefix: "test",
    route_config: { virtual_hosts: [{ name: "all", domains: ["*"], routes: [route] }] },
    http_filters: [
      {
        name: "router",
        typed_config: { "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router" },
      },
    ],
  };
  const filters = [{ name: "http", typed_config: manager }];
  return {
    admin: { address: listenAt(ports.admin) },
    static_resources: {
      listeners: [{ name: "public", address: listenAt(ports.public), filter_chains: [{ filters }] }],
    },
  };
}

describePart("Envoy", "envoy", async () => {
  const { folder, keep } = await temporary();

  it("answers as it is configured, also after it was killed, and is gone once it is stopped", async () => {
    const [public_, admin] = (await freePorts(2)) as [number, number];
    const ports = { public: public_, admin };
    const envoy = keep(await startEnvoy({ folder, ports, config: answering(ports, "as configured") }));
    const said = async () => (await fetch(envoy.url)).text();
    expect(await said()).toBe("as configured");
    await envoy.kill();
    await expect(said()).rejects.toThrow();
    await envoy.restart();
    expect(await said()).toBe("as configured");
    await envoy.stop();
    expect(() => process.kill(envoy.pid, 0)).toThrow("ESRCH");
  });

  it("says what is wrong with a configuration", async () => {
    const ports = { public: 1, admin: 1 };
    await expect(startEnvoy({ folder: `${folder}/wrong`, ports, config: { misspelt: true } })).rejects.toThrow(
      "misspelt",
    );
  });
});
