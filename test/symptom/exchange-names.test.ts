import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const first = (text: string): string | undefined => readSymptom(text).candidates[0]?.code;

describe("Exchange's own names in a non-delivery report", () => {
  it.each([
    ['RESOLVER.ADR.RecipientNotFound; not found', 'bounce/unknown-user'],
    ['RESOLVER.ADR.ExRecipNotFound; not found ##', 'bounce/unknown-user'],
    ['RESOLVER.ADR.Ambiguous; ambiguous address', 'bounce/unknown-user'],
    ['RESOLVER.RST.RestrictedToRecipientsPermission; restricted', 'bounce/policy-rejected'],
    ['RESOLVER.RST.NotAuthorized; not authorized ##', 'bounce/policy-rejected'],
    [
      '#550 5.7.1 RESOLVER.RST.AuthRequired; authentication required ##rfc822;bo@b.example',
      'bounce/policy-rejected',
    ],
    ['RESOLVER.RST.RecipSizeLimit; message too large for this recipient', 'bounce/message-too-large'],
    ['RESOLVER.FWD.NotFound; misconfigured forwarding address', 'bounce/recipient-server-fault'],
    ['ROUTING.NoConnectorForAddressType; unable to route for address type', 'bounce/recipient-server-fault'],
    ['STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message', 'bounce/mailbox-full'],
    ['QUEUE.Expired; message expired', 'bounce/expired'],
    ['SMTPSEND.DNS.NonExistentDomain; nonexistent domain', 'bounce/domain-not-found'],
  ])('%s', (text, code) => {
    expect(first(text)).toBe(code);
    expect(first(`<p><b>bo@b.example</b><br>${text}</p>`)).toBe(code);
  });

  it.each(['resolver.py: started', 'the queue.length is 3', 'cat.jpg was attached', 'routing.table loaded'])(
    'are not in: %s',
    (text) => {
      expect(first(text)).toBe('send/unrecognised');
    },
  );
});

describe('an error whose message is its name, or says nothing', () => {
  it.each([
    'TooManyRequestsException',
    'TooManyRequestsException: Too Many Requests',
    'Error: TooManyRequestsException: null',
    'An error occurred: TooManyRequestsException: Too Many Requests',
    'Uncaught TooManyRequestsException: UnknownError',
    'Unhandled exception: TooManyRequestsException:',
  ])('%s', (text) => {
    expect(first(text)).toBe('quota/rate-exceeded');
  });
});

const advisor = (state: string): string =>
  JSON.stringify({
    version: '0',
    'detail-type': `Advisor Recommendation Status ${state}`,
    source: 'aws.ses',
    resources: ['arn:aws:ses:us-east-1:123456789012:identity/shop.example'],
    detail: {
      version: '1.0.0',
      data: '{"context":"DMARC configuration was not found.","identity":"shop.example"}',
    },
  });

describe('an event of the advisor', () => {
  it('tells what it found', () => {
    expect(first(advisor('Open'))).toBe('dmarc/missing');
  });

  it('is no failure once it is resolved', () => {
    expect(readSymptom(advisor('Resolved')).candidates).toMatchObject([
      { code: 'send/unrecognised', data: { over: 'true' } },
    ]);
  });
});
