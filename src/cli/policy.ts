import { policyFor } from '../policy.ts';
import { select } from '../select.ts';
import type { Host } from './host.ts';

/** `ses-doctor policy`. */
export async function policyCommand(
  { only, skip }: { only: string[]; skip: string[] },
  host: Host,
): Promise<number> {
  host.stdout(`${policyFor(select(await host.checklist(), only, skip))}\n`);
  return 0;
}
