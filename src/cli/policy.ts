import { policyFor } from '../model/policy.ts';
import type { Host } from './host.ts';
import { selected } from './names.ts';

/** `ses-doctor policy`. */
export async function policyCommand(
  { only, skip }: { only: string[]; skip: string[] },
  host: Host,
): Promise<number> {
  host.stdout(`${policyFor(selected(await host.checklist(), only, skip))}\n`);
  return 0;
}
