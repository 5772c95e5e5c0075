import { denyBilled, readStatements } from '../model/policy.ts';
import { renderPolicy, type PolicyFormat } from '../render/policy.ts';
import type { Host } from './host.ts';
import { selected } from './names.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `policy`. */
export interface PolicyFlags {
  for: 'check' | 'history' | 'test' | 'survey';
  only: string[];
  skip: string[];
  format: PolicyFormat;
  denyBilled?: true;
}

/** `ses-doctor policy`. */
export async function policyCommand(
  { only, skip, format, ...flags }: PolicyFlags,
  host: Host,
): Promise<number> {
  if (flags.for === 'history') {
    if (only.length + skip.length > 0)
      throw new UsageError('--only and --skip select checks; they do not go with --for history');
    const { bucketsToFill, historyStatements } = await import('../history/policy.ts');
    host.stdout(`${renderPolicy(historyStatements(), format)}\n`);
    host.stderr(`Put the names of your buckets in place of ${bucketsToFill.join(' and ')}.\n`);
    return 0;
  }
  if (flags.for === 'test') {
    if (only.length + skip.length > 0)
      throw new UsageError('--only and --skip select checks; they do not go with --for test');
    const { testStatements } = await import('../proof/policy.ts');
    const statements = testStatements(await host.checklist(), await host.sending.stage());
    host.stdout(`${renderPolicy(statements, format)}\n`);
    return 0;
  }
  const stages = selected(await host.checklist(), only, skip);
  if (flags.for === 'survey') {
    const [{ surveyStatements }, { renderRole }] = await Promise.all([
      import('../survey/policy.ts'),
      import('../render/role.ts'),
    ]);
    host.stdout(`${renderRole(surveyStatements(stages), format)}\n`);
    return 0;
  }
  const statements = [...readStatements(stages), ...(flags.denyBilled === true ? [denyBilled] : [])];
  host.stdout(`${renderPolicy(statements, format)}\n`);
  return 0;
}
