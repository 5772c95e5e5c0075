import { Unavailable } from '../model/unavailable.ts';
import type { CheckFlags } from './flags.ts';
import { foundRegion } from './found-region.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { region } from './values.ts';

/** `--derive-smtp-password`: prints the password alone, for a pipe into a secret store. Runs no check. */
export async function deriveSmtpPassword(flags: CheckFlags, host: Host): Promise<number> {
  if (flags.format !== undefined || flags.output.length > 0) {
    throw new UsageError(
      '--derive-smtp-password prints the password alone: give neither --format nor --output with it',
    );
  }
  const profile = flags.profile ?? null;
  const where =
    flags.region === undefined
      ? ((await foundRegion(profile, host))?.region ?? null)
      : region(flags.region, '--region');
  if (where === null)
    throw new UsageError('--derive-smtp-password: the password differs from Region to Region; give --region');
  try {
    host.stdout(`${await host.deriveSmtpPassword(profile, where)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    host.stderr(`ses-doctor: ${error.message}\n`);
    return 3;
  }
}
