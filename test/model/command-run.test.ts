import { describe, expect, it } from 'vitest';
import { asThisRun, type RunWords } from '../../src/model/command-run.ts';

const run: RunWords = { region: 'eu-west-1', profile: 'prod', worlds: { aws: true, dns: true, smtp: true } };
const shown = (command: string | null, of: Partial<RunWords> = {}): string | null =>
  asThisRun({ ...run, ...of })({ text: 'Look', owner: 'you', command, record: null }).command;
const withoutAws = { worlds: { ...run.worlds, aws: false } };

describe('a command of ses-doctor to paste', () => {
  it.each([
    [
      'ses-doctor check --message-id 0102',
      'ses-doctor check --message-id 0102 --region eu-west-1 --profile prod',
    ],
    ['ses-doctor --message-id 0102', 'ses-doctor --message-id 0102 --region eu-west-1 --profile prod'],
    [
      'ses-doctor check --only smtp --region us-east-1',
      'ses-doctor check --only smtp --region us-east-1 --profile prod',
    ],
    [
      'ses-doctor check --ip 192.0.2.1 --region=us-east-1 --profile a',
      'ses-doctor check --ip 192.0.2.1 --region=us-east-1 --profile a',
    ],
    [
      'ses-doctor test --identity a.example --tap',
      'ses-doctor test --identity a.example --tap --region eu-west-1 --profile prod',
    ],
    // These look at nothing.
    ['ses-doctor checks dkim/name-doubled', 'ses-doctor checks dkim/name-doubled'],
    ['ses-doctor policy', 'ses-doctor policy'],
    ['ses-doctor explain --file mail.log', 'ses-doctor explain --file mail.log'],
    // A line with more than the call itself is left as it was written, and so is what is not ours.
    ['ses-doctor check --json | jq .', 'ses-doctor check --json | jq .'],
    ['aws sts get-caller-identity', 'aws sts get-caller-identity'],
  ])('%s', (written, pasted) => {
    expect(shown(written)).toBe(pasted);
    // Once more says nothing twice.
    expect(shown(pasted)).toBe(pasted);
  });

  it.each([
    [
      'a profile with a blank',
      { profile: 'my prod' },
      "ses-doctor check --ip 192.0.2.1 --region eu-west-1 --profile 'my prod'",
    ],
    [
      'a profile that no quote holds',
      { profile: "a'; rm -rf ~; '" },
      'ses-doctor check --ip 192.0.2.1 --region eu-west-1',
    ],
    [
      'a Region that cannot be one',
      { region: 'us east; rm' },
      'ses-doctor check --ip 192.0.2.1 --profile prod',
    ],
    ['neither', { region: null, profile: null }, 'ses-doctor check --ip 192.0.2.1'],
    [
      'AWS left alone',
      { ...withoutAws, profile: null },
      'ses-doctor check --ip 192.0.2.1 --region eu-west-1 --no-aws',
    ],
  ])('%s', (_, of, pasted) => {
    expect(shown('ses-doctor check --ip 192.0.2.1', of)).toBe(pasted);
  });

  it('asks AWS where only AWS can tell', () => {
    expect(shown('ses-doctor check --message-id 0102', { ...withoutAws, profile: null })).not.toContain(
      '--no-aws',
    );
    expect(shown(null)).toBeNull();
  });
});
