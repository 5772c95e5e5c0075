import { Unavailable } from '../model/unavailable.ts';
import type { Probes } from '../model/probes.ts';

/** Probes in which the worlds that `--no-aws`, `--no-dns` and `--no-smtp` leave alone are never contacted. */
export function withoutWorlds(probes: Probes, worlds: { aws: boolean; dns: boolean; smtp: boolean }): Probes {
  const off = (flag: string) => (): Promise<never> =>
    Promise.reject(new Unavailable('switched-off', `${flag} was given`, { detail: { flag } }));
  return {
    ...probes,
    ...(worlds.aws ? {} : { aws: off('--no-aws'), https: off('--no-aws') }),
    ...(worlds.dns
      ? {}
      : { dns: { resolverName: 'no resolver', resolve: off('--no-dns'), authoritative: off('--no-dns') } }),
    ...(worlds.smtp ? {} : { smtp: off('--no-smtp') }),
  };
}
