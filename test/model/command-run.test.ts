import { describe, expect, it } from 'vitest';
import { asThisHistory } from '../../src/history/ask-again.ts';
import { asReadHere, asThisRun, type RunWords } from '../../src/model/command-run.ts';

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
    [
      'ses-doctor example.com --recipient a@b.example',
      'ses-doctor example.com --recipient a@b.example --region eu-west-1 --profile prod',
    ],
    ['ses-doctor news@example.com', 'ses-doctor news@example.com --region eu-west-1 --profile prod'],
    // These look at nothing.
    ['ses-doctor checks dkim/name-doubled', 'ses-doctor checks dkim/name-doubled'],
    ['ses-doctor policy', 'ses-doctor policy'],
    ['ses-doctor explain --file mail.log', 'ses-doctor explain --file mail.log'],
    // A line with more than the call itself is left as it was written, and so is what is not ours.
    ['ses-doctor check --json | jq .', 'ses-doctor check --json | jq .'],
    ['timedatectl status', 'timedatectl status'],
    ['dig example.com MX', 'dig example.com MX'],
    ['export AWS_PROFILE=prod', 'export AWS_PROFILE=prod'],
    ['aws configure list-profiles', 'aws configure list-profiles'],
    // Calls of the AWS CLI need the credentials of this run.
    ['aws sts get-caller-identity', 'aws sts get-caller-identity --profile prod'],
    ['aws login', 'aws login --profile prod'],
    ['aws sso login --profile a', 'aws sso login --profile a'],
    ['aws sesv2 get-account --region us-east-1', 'aws sesv2 get-account --region us-east-1 --profile prod'],
    ['aws iam list-roles', 'aws iam list-roles --profile prod'],
    [
      'aws sesv2 get-email-template --template-name a --output json > template.json',
      'aws sesv2 get-email-template --profile prod --template-name a --output json > template.json',
    ],
    [
      'aws sqs receive-message --queue-url a | jq .',
      'aws sqs receive-message --profile prod --queue-url a | jq .',
    ],
    [
      `aws iam put-role-policy --role-name a --policy-document '{"a":"<b> | c; $d"}'`,
      `aws iam put-role-policy --role-name a --policy-document '{"a":"<b> | c; $d"}' --profile prod`,
    ],
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

  it('tests with the configuration set and tenant of the run', () => {
    const sent = { configurationSet: 'news', tenant: 'acme', profile: null };
    expect(shown('ses-doctor test --identity a.example --tap', sent)).toBe(
      'ses-doctor test --identity a.example --tap --configuration-set news --tenant acme --region eu-west-1',
    );
    expect(shown('ses-doctor test --identity a.example --configuration-set b', sent)).toContain(
      '--configuration-set b --tenant acme',
    );
    expect(shown('ses-doctor test --cleanup', sent)).toBe('ses-doctor test --cleanup --region eu-west-1');
    expect(shown('ses-doctor check --identity a.example', sent)).not.toContain('news');
  });

  it('leaves alone what is asked as the application, where a text was read', () => {
    const read = (command: string): string | null =>
      asReadHere(run)({ text: 'Look', owner: 'you', command, record: null }).command;
    expect(read('aws sts get-caller-identity')).toBe('aws sts get-caller-identity');
    expect(read('aws configure list')).toBe('aws configure list');
    expect(read('aws sesv2 get-account')).toBe('aws sesv2 get-account --profile prod');
  });

  it('history asks a bucket or a table with the Region and profile of the run', () => {
    const asked = (command: string): string | null =>
      asThisHistory({ region: 'us-east-1', profile: 'my prod' })({
        ...{ text: 'Look', owner: 'you', command, record: null },
      }).command;
    expect(asked('ses-doctor history athena:ses.events --since 7d')).toBe(
      "ses-doctor history athena:ses.events --since 7d --region us-east-1 --profile 'my prod'",
    );
    expect(asked('ses-doctor history s3://a/b --since 7d')).toContain('--region us-east-1');
    expect(asked('ses-doctor check --only reputation')).toBe(
      "ses-doctor check --only reputation --profile 'my prod'",
    );
    expect(asked('ses-doctor checks bounce/unknown-user')).toBe('ses-doctor checks bounce/unknown-user');
  });

  it('asks AWS where only AWS can tell', () => {
    expect(shown('ses-doctor check --message-id 0102', { ...withoutAws, profile: null })).not.toContain(
      '--no-aws',
    );
    expect(shown(null)).toBeNull();
  });
});
