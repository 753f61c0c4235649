import type { ComponentDetail } from '../../model/plugin.ts';
import { isMap, member, textOf, textsOf } from '../../text/values.ts';

/** Longer command lines are not written by hand. */
const longest = 10_000;

/**
 * The ports that a server or a monitor is started with: `--port 8080`, and `PORT` in its environment or before its command. An address
 * such as `localhost:8080` in an argument is left out: it says what a program connects to.
 */
export function portsOf(value: unknown): Pick<ComponentDetail, 'ports'> {
  const line = [textOf(member(value, 'command')) ?? '', ...textsOf(member(value, 'args'))].join(' ');
  const env = member(value, 'env');
  const variable = isMap(env) ? String(member(env, 'PORT') ?? '') : '';
  const stated =
    line.length > longest
      ? []
      : [...line.matchAll(/(?:^|\s)(?:--port[= ]|PORT=)["']?(\d{1,5})(?=["']?(?:\s|$))/g)];
  const ports = [
    ...stated.map(([, port]) => Number(port)),
    ...(/^\d{1,5}$/.test(variable) ? [Number(variable)] : []),
  ];
  // Port 0 lets the system choose.
  const sound = [...new Set(ports)].filter((port) => port > 0 && port < 65_536);
  return sound.length === 0 ? {} : { ports: sound };
}
