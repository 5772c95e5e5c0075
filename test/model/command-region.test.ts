import { describe, expect, it } from 'vitest';
import { inRegion } from '../../src/model/command-region.ts';

const commandIn = (region: string | null, command: string | null): string | null =>
  inRegion(region)({ text: 'Look', owner: 'you', command, record: null }).command;

describe('a command to paste', () => {
  it.each([
    ['aws sesv2 list-tenants', 'aws sesv2 list-tenants --region eu-west-1'],
    ['aws sesv2 list-tenants --region us-east-1', 'aws sesv2 list-tenants --region us-east-1'],
    ['aws sesv2 list-tenants --region=us-east-1', 'aws sesv2 list-tenants --region=us-east-1'],
    [
      'aws sns get-topic-attributes --topic-arn arn:aws:sns:us-east-1:111122223333:t',
      'aws sns get-topic-attributes --topic-arn arn:aws:sns:us-east-1:111122223333:t --region us-east-1',
    ],
    ['aws iam get-user --user-name mailer', 'aws iam get-user --user-name mailer'],
    ['aws sts get-caller-identity', 'aws sts get-caller-identity'],
    ['dig +short example.com', 'dig +short example.com'],
    ['aws sesv2 list-tenants | head', 'aws sesv2 list-tenants | head'],
  ])('%s', (written, shown) => {
    expect(commandIn('eu-west-1', written)).toBe(shown);
  });

  it('is left as it is where no Region is known, or what is set cannot be one', () => {
    expect(commandIn(null, 'aws sesv2 list-tenants')).toBe('aws sesv2 list-tenants');
    expect(commandIn('us east; rm', 'aws sesv2 list-tenants')).toBe('aws sesv2 list-tenants');
    expect(commandIn('eu-west-1', null)).toBeNull();
  });
});
