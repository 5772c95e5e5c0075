import { askLineage } from '../../facts/identity/reply.ts';
import type { AwsProbe } from '../../model/aws.ts';

/** Of the senders that were given, those that SES does not know here, neither by themselves nor by a domain above them. */
export async function strangersAmong(
  identities: readonly string[],
  region: string | null,
  aws: AwsProbe<'ses:GetEmailIdentity'>,
): Promise<readonly { reason: 'nowhere'; action: string; message: string }[]> {
  const lineages = await Promise.all(
    identities.map(async (name) => ({ name, lineage: await askLineage(aws, name) })),
  );
  return lineages
    .filter(({ lineage }) => lineage.every(({ answer }) => answer.ok && answer.value === null))
    .map(({ name }) => ({
      ...{ reason: 'nowhere', action: 'ses:GetEmailIdentity' },
      message: `there is no identity ${name} in ${region ?? 'this Region'}, and none of a domain above it: nobody sends as ${name} from there`,
    }));
}
