import { isIP } from 'node:net';
import { serverHostOf } from './remote-source.ts';

/**
 * How private the place of a source is: whatever names it must be in a place that is at least as private. Otherwise a page on the
 * internet could make mkt ask the services of this machine, or those of a cloud that answer only to it.
 */
export type Privacy = 'public' | 'network' | 'machine' | 'disk';

const ranks: readonly Privacy[] = ['public', 'network', 'machine', 'disk'];

/**
 * How private a source is, by its address. Names are not looked up: the marketplace of a company on a public server may name its own
 * git server.
 */
export function privacyOf(source: string): Privacy {
  const host = serverHostOf(source);
  if (host === undefined) return 'disk';
  const bare = host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  switch (isIP(bare)) {
    case 4:
      return ofNumbers(bare.split('.').map(Number));
    case 6:
      return ofSix(bare);
    default:
      return ofName(bare);
  }
}

/** Whether a source may name another one. */
export function mayName(from: Privacy, to: string): boolean {
  return ranks.indexOf(privacyOf(to)) <= ranks.indexOf(from);
}

function ofName(name: string): Privacy {
  if (/^(.+\.)?localhost$/.test(name) || /^metadata(\.google\.internal)?$/.test(name)) return 'machine';
  return name.endsWith('.local') ? 'network' : 'public';
}

function ofNumbers([a = 0, b = 0]: readonly number[]): Privacy {
  // Link-local addresses are those by which a cloud hands its credentials to a machine.
  if (a === 127 || a === 0 || (a === 169 && b === 254)) return 'machine';
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 198 && (b === 18 || b === 19)) ||
    a >= 224;
  return isPrivate ? 'network' : 'public';
}

function ofSix(address: string): Privacy {
  if (address === '::1' || address === '::' || /^fe[89ab]/.test(address)) return 'machine';
  // As the URL parser writes an IPv4 address within one of IPv6.
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address) ?? [];
  if (high !== undefined && low !== undefined) {
    const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    return ofNumbers([first >> 8, first & 255, second >> 8, second & 255]);
  }
  return /^f[cd]/.test(address) ? 'network' : 'public';
}
