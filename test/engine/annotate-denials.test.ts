import { describe, expect, it } from 'vitest';
import { withDeniedRoles } from '../../src/engine/annotate-denials.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

const denied = (identity: string) =>
  readSymptom(
    `User \`arn:aws:iam::111122223333:user/mailer' is not authorized to perform \`ses:SendEmail' on resource \`arn:aws:ses:eu-west-1:111122223333:identity/${identity}'`,
  );
const parties = { identities: ['News@shop.example'], recipients: ['ann@receiver.example'] };

describe('the identity that was denied', () => {
  it.each([
    ['shop.example', 'sender'],
    ['news@shop.example', 'address'],
    ['receiver.example', 'recipient'],
    ['ann@receiver.example', 'recipient'],
    ['else.example', undefined],
  ])('%s is that of the %s', (identity, role) => {
    const [candidate] = withDeniedRoles(denied(identity), parties).candidates;
    expect(candidate).toMatchObject({ code: 'send/access-denied' });
    expect(candidate?.data['role']).toBe(role);
  });

  it('leaves other candidates as they are', () => {
    const symptom = readSymptom('454 Throttling failure: Daily message quota exceeded.');
    expect(withDeniedRoles(symptom, parties)).toEqual(symptom);
  });
});
