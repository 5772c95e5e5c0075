import { denyBilled, readStatements } from '../model/policy.ts';
import { renderPolicy, type PolicyFormat } from '../render/policy.ts';
import type { Host } from './host.ts';
import { selected } from './names.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** The flags of `policy`. */
export interface PolicyFlags {
  for: 'check' | 'history' | 'test' | 'survey';
  only: string[];
  skip: string[];
  format: PolicyFormat;
  denyBilled?: true;
  /** With --for test. */
  via?: 'api' | 'smtp';
  readBucket?: string;
}

/** `ses-doctor policy`. */
export async function policyCommand(
  { only, skip, format, ...flags }: PolicyFlags,
  host: Host,
): Promise<number> {
  if (flags.for !== 'test' && (flags.via !== undefined || flags.readBucket !== undefined))
    throw new UsageError('--via and --read-bucket go with --for test');
  if (flags.for !== 'check' && flags.denyBilled === true)
    throw new UsageError(
      `--deny-billed goes with --for check: ${flags.for} needs nothing that is billed for each address`,
    );
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
    const bucket = flags.readBucket === undefined ? null : bucketName(flags.readBucket);
    const statements = testStatements(await host.checklist(), await host.sending.stage(), {
      smtp: flags.via === 'smtp',
      bucket,
    });
    host.stdout(`${renderPolicy(statements, format)}\n`);
    if (bucket !== null) host.stderr(`Where a key of KMS encrypts ${bucket}, add kms:Decrypt on that key.\n`);
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

/** A name that S3 allows ("General purpose bucket naming rules"), with or without s3:// before it. */
function bucketName(text: string): string {
  const name = text.replace(/^s3:\/\//, '').replace(/\/$/, '');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new UsageError(`--read-bucket: ${show(text)} is not the name of a bucket`);
  return name;
}
