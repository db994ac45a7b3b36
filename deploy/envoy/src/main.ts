// Prints Envoy's bootstrap for services that each have a process on this machine, at the ports of the street map.
import { services } from "../../services.ts";
import { envoyConfig } from "./index.ts";

const at = (port: number) => `127.0.0.1:${port}`;
const port = (name: string, standard: number) => Number(process.env[name] ?? standard);
const { bff: _bff, ...others } = services;

const config = envoyConfig({
  ports: {
    public: port("PLATFORM_EDGE_PORT", 8000),
    operators: port("PLATFORM_OPERATORS_PORT", 8001),
    admin: port("PLATFORM_ENVOY_ADMIN_PORT", 9901),
  },
  addresses: {
    auth: at(others.auth.port),
    user: at(others.user.port),
    learning: at(others.learning.port),
    notification: at(others.notification.port),
  },
  web: at(port("PLATFORM_WEB_PORT", 8080)),
});
process.stdout.write(`${JSON.stringify(config, null, 2)}\n`);
