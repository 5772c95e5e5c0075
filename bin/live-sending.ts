import type { ProbeSettings } from '../src/cli/host.ts';
import type { SendingAws } from '../src/model/sending-calls.ts';
import { sendingAws } from '../src/probes/sending/aws.ts';

type Environment = Record<string, string | undefined>;

/** The doors of `test` that send and make things. Nothing else imports them. */
export function liveSending(
  { target, timeoutMs, caPem, agreed }: ProbeSettings & { agreed: string | null },
  env: Environment,
): { aws: SendingAws } {
  const { region, profile, endpointUrl } = target;
  const caPems = caPem === null ? [] : [caPem];
  return {
    aws: sendingAws({ region, profile, endpointUrl, timeoutMs, env, caPems, now: () => new Date(), agreed }),
  };
}
