import type { AwsAction } from '../model/aws-calls.ts';
import { inFlight } from '../model/in-flight.ts';
import { answerOf } from '../model/unavailable.ts';
import type { Probes } from '../model/probes.ts';
import type { PlaceLine, PlaceName } from './lines.ts';
import { failedPlace, inactivePlace } from './place-lines.ts';
import { surveyPlace } from './place.ts';
import { placeKeyOf } from './scope.ts';
import type { Surveying } from './surveying.ts';
import type { State } from './state.ts';

/** An account as the command line names it, and how to look into it. */
export interface Account {
  /** For progress and for places whose account number is not known. */
  label: string;
  /** The account's number. Throws `Unavailable` where no session can be had. */
  number: () => Promise<string>;
  regions: readonly string[];
  /** What the organization says of an account that is not active: it is not asked. */
  inactive: string | null;
  /** Its Regions were named one by one: one that is not enabled is no answer. */
  named: boolean;
  probesFor: (region: string) => Promise<Probes>;
}

/** Calls that a survey makes beside those of the facts. */
export const surveyActions = [
  'ses:GetIdentityVerificationAttributes',
  'ses:GetIdentityDkimAttributes',
  'ses:GetIdentityMailFromDomainAttributes',
  'ses:BatchGetMetricData',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  'organizations:ListAccounts',
] as const satisfies readonly AwsAction[];

/** Surveys all places, so many at once. Tells which there are, also those that it did not come to. */
export async function surveyAll(
  accounts: readonly Account[],
  surveying: Surveying,
  state: State,
  atOnce: number,
): Promise<readonly PlaceName[]> {
  const run = inFlight(atOnce);
  const places = new Map<string, PlaceName>();
  // Two rows or profiles of one account are one account: its identities count once.
  const claimed = new Set<string>();
  // One of two rows may lead into an account that the other does not.
  const failed: PlaceLine[] = [];
  await Promise.all(
    accounts.map(async (account) => {
      const { inactive } = account;
      const number =
        inactive === null ? await answerOf(account.number()) : { ok: true as const, value: account.label };
      await Promise.all(
        account.regions.map((region) =>
          run(async () => {
            const name: PlaceName = { account: number.ok ? number.value : account.label, region };
            const key = placeKeyOf(name);
            places.set(key, name);
            if (surveying.signal.aborted || claimed.has(key)) return;
            if (number.ok) claimed.add(key);
            const probes = await account.probesFor(region);
            const at = probes.now().toISOString();
            if (inactive !== null) surveying.emit(inactivePlace(name, at, inactive));
            else if (number.ok)
              await surveyPlace(surveying, name, probes, { kept: state.kept(name), named: account.named });
            else if (number.why.reason !== 'interrupted')
              failed.push(failedPlace(name, at, number.why, account.named));
          }),
        ),
      );
    }),
  );
  for (const line of failed) if (!claimed.has(placeKeyOf(line))) surveying.emit(line);
  return [...places.values()];
}
