import { readStatements } from '../model/policy.ts';
import { renderPolicy, type PolicyFormat } from '../render/policy.ts';
import type { Host } from './host.ts';
import { selected } from './names.ts';

/** The flags of `policy`. */
export interface PolicyFlags {
  only: string[];
  skip: string[];
  format: PolicyFormat;
}

/** `ses-doctor policy`. */
export async function policyCommand({ only, skip, format }: PolicyFlags, host: Host): Promise<number> {
  const stages = selected(await host.checklist(), only, skip);
  host.stdout(`${renderPolicy(readStatements(stages), format)}\n`);
  return 0;
}
