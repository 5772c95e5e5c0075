import { Unavailable } from '../model/unavailable.ts';
import { awsLeftAlone, type Target } from '../model/target.ts';
import type { Probes } from '../model/probes.ts';

/** Probes in which the worlds that `--no-aws`, `--no-dns` and `--no-smtp` leave alone are never contacted. */
export function withoutWorlds(probes: Probes, target: Pick<Target, 'worlds' | 'dkimSelectors'>): Probes {
  const { worlds } = target;
  const alone = awsLeftAlone(target);
  const off =
    (flag: string, because = `${flag} was given`) =>
    (): Promise<never> =>
      Promise.reject(new Unavailable('switched-off', because, { detail: { flag } }));
  const noAws = off(alone.flag, alone.because);
  return {
    ...probes,
    ...(worlds.aws ? {} : { aws: noAws, https: noAws }),
    ...(worlds.dns
      ? {}
      : { dns: { resolverName: 'no resolver', resolve: off('--no-dns'), authoritative: off('--no-dns') } }),
    ...(worlds.smtp ? {} : { smtp: off('--no-smtp') }),
  };
}
