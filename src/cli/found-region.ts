import { profileAsked } from '../probes/aws/config.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { misspeltRegion, show } from './values.ts';

/** A Region that no flag names, and where it comes from. */
export interface FoundRegion {
  region: string;
  source: 'environment' | 'profile';
}

/** The Region of the environment or the profile; one that is misspelt is refused, as `--region` refuses it. */
export async function foundRegion(profile: string | null, host: Host): Promise<FoundRegion | null> {
  return spelled(await host.regionOf(profile), profile, host);
}

/** With --no-aws no config file is read; the environment alone may still name the Region of the SMTP endpoint. */
export function environmentRegion(host: Host): FoundRegion | null {
  const region = host.env['AWS_REGION'] ?? host.env['AWS_DEFAULT_REGION'] ?? '';
  return spelled(region === '' ? null : { region, source: 'environment' }, null, host);
}

/**
 * Asking a Region that does not exist takes the whole run, and every check is without an answer after it. Capitals are read as
 * they are meant, as `--region` does, and that is said: who signs for the name as it stands is refused.
 */
function spelled(found: FoundRegion | null, profile: string | null, host: Host): FoundRegion | null {
  if (found === null) return null;
  const region = found.region.toLowerCase();
  const near = misspeltRegion(region);
  if (near === null) {
    if (region !== found.region)
      host.stderr(
        `ses-doctor: ${placeOf(found, profile, host)}: ${show(found.region)} is read as ${region}; write it so, since others take it as it stands\n`,
      );
    return { ...found, region };
  }
  throw new UsageError(
    `${placeOf(found, profile, host)}: SES has no Region ${show(found.region)}; did you mean ${near}?`,
  );
}

function placeOf({ source }: FoundRegion, profile: string | null, { env }: Host): string {
  if (source === 'profile') return `region of the profile ${profileAsked(env, profile) ?? 'default'}`;
  return (env['AWS_REGION'] ?? '').trim() === '' ? 'AWS_DEFAULT_REGION' : 'AWS_REGION';
}
