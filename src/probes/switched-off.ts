import { Unavailable } from '../model/unavailable.ts';
import { awsLeftAlone, type Target } from '../model/target.ts';
import type { AwsProbe } from '../model/aws.ts';
import type { Probes } from '../model/probes.ts';

/** Probes in which the worlds that `--no-aws`, `--no-dns` and `--no-smtp` leave alone are never contacted. */
export function withoutWorlds(probes: Probes, target: Target): Probes {
  const { worlds } = target;
  const alone = awsLeftAlone(target);
  const off =
    (flag: string, because = `${flag} was given`) =>
    (): Promise<never> =>
      Promise.reject(new Unavailable('switched-off', because, { detail: { flag } }));
  const noAws = off(alone.flag, alone.because);
  return {
    ...probes,
    ...(worlds.aws
      ? tellsWithoutAccount(target) && { aws: asIfAlone(probes.aws) }
      : { aws: noAws, https: noAws }),
    ...(worlds.dns
      ? {}
      : { dns: { resolverName: 'no resolver', resolve: off('--no-dns'), authoritative: off('--no-dns') } }),
    ...(worlds.smtp ? {} : { smtp: off('--no-smtp') }),
  };
}

/** A received message tells much without the account; whoever names a profile or a template of SES wants to see it. */
const tellsWithoutAccount = ({ message, template, profile }: Target): boolean =>
  message !== null && profile === null && template?.kind !== 'stored';

/** Where there are no credentials, the account was not asked: what the message shows is looked at as with --no-aws. */
const asIfAlone =
  (aws: AwsProbe): AwsProbe =>
  async (action, input, options) => {
    try {
      return await aws(action, input, options);
    } catch (error) {
      if (!(error instanceof Unavailable) || error.reason !== 'no-credentials') throw error;
      throw new Unavailable('switched-off', '--message was given and no AWS credentials were found', {
        question: error.why.question,
        detail: { flag: '--message' },
      });
    }
  };
