import type { ComponentDetail } from '../../model/plugin.ts';
import { isMap, member, textOf, textsOf } from '../../text/values.ts';

/** What runs containers, whose `-p` takes a port of this machine. */
const containers = /(?:^|[\s/])(?:docker|podman|nerdctl)\s/;

/** Longer command lines are not written by hand. */
const longest = 10_000;

/**
 * The ports that a server or a monitor is started with: `--port 8080`, `PORT` in its environment or before its command, and what a container
 * publishes: `docker run -p 8080:80`. An address such as `localhost:8080` in an argument is left out: it says what a program connects to.
 */
export function portsOf(value: unknown): Pick<ComponentDetail, 'ports'> {
  const line = [textOf(member(value, 'command')) ?? '', ...textsOf(member(value, 'args'))].join(' ');
  const env = member(value, 'env');
  const variable = isMap(env) ? String(member(env, 'PORT') ?? '') : '';
  const ports = [
    ...(line.length > longest ? [] : portsIn(line)),
    ...(/^\d{1,5}$/.test(variable) ? [Number(variable)] : []),
  ];
  // Port 0 lets the system choose.
  const sound = [...new Set(ports)].filter((port) => port > 0 && port < 65_536);
  return sound.length === 0 ? {} : { ports: sound };
}

/** The ports of a command line. What runs in a container has ports of its own, and only those that are published are this machine's. */
function portsIn(line: string): number[] {
  const isInside = containers.test(line) && !/--net(?:work)?[= ]host/.test(line);
  const named = isInside
    ? /(?:^|\s)(?:-p|--publish)[= ]?["']?(?:[\d.]{7,15}:)?(\d{1,5}):\d{1,5}(?=["'/\s]|$)/g
    : /(?:^|\s)(?:--port[= ]|PORT=)["']?(\d{1,5})(?=["']?(?:\s|$))/g;
  return [...line.matchAll(named)].map(([, port]) => Number(port));
}
