import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';
import { withoutSecrets } from '../../src/symptom/redact.ts';

const host = 'email-smtp.us-east-1.amazonaws.com';
const refused = '535 Authentication Credentials Invalid';

/** A text that is read as something, and what of it must not be shown. The keys are those of AWS's documentation. */
const pasted: Readonly<Record<string, readonly [text: string, ...secrets: string[]]>> = {
  'a secret key in the environment': [
    `AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ${host} ${refused}`,
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ],
  'a password in a URL': [
    `smtp://AKIAIOSFODNN7EXAMPLE:BJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab@${host}:587 ${refused}`,
    'BJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab',
  ],
  'a short password in a URL': [`smtps://app:hunter2@${host}:465 connect ETIMEDOUT`, 'hunter2'],
  'AUTH PLAIN with its answer on the next line': [
    `C: AUTH PLAIN\nS: 334\nC: AEFLSUFJT1NGT0ROTjdFWEFNUExFAEJKYWxyWFV0bkZFTUk=\nS: ${refused}`,
    'AEFLSUFJT1NGT0ROTjdFWEFNUExFAEJKYWxyWFV0bkZFTUk=',
  ],
  'AUTH LOGIN in one line': [
    `AUTH LOGIN QUtJQUlPU0ZPRE5ON0VYQU1QTEU= QkphbHJYVXRuRkVNSWs3TURFTkc= ${refused}`,
    'QkphbHJYVXRuRkVNSWs3TURFTkc=',
  ],
  'an Authorization header': [
    'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ses/aws4_request, Signature=fe5f80f77d5fa3be InvalidSignatureException: The request signature we calculated does not match',
    'fe5f80f77d5fa3be',
  ],
  'a session token in a header': [
    'curl -H "X-Amz-Security-Token: IQoJb3JpZ2luX2VjEPT//wEaCXVz" https://email.us-east-1.amazonaws.com/ ExpiredTokenException: The security token included in the request is expired',
    'IQoJb3JpZ2luX2VjEPT//wEaCXVz',
  ],
  'a session token in JSON': [
    '{"sessionToken":"IQoJb3JpZ2luX2VjEPTabcdefghijkl","message":"ExpiredTokenException: The security token included in the request is expired (SES)"}',
    'IQoJb3JpZ2luX2VjEPTabcdefghijkl',
  ],
  'a password with spaces': [`password => 'correct horse battery', ${refused}`, 'horse battery'],
  'four words of an application password': [
    'password: abcd efgh ijkl mnop 535-5.7.8 Username and Password not accepted. gsmtp',
    'efgh',
  ],
  'a private key': [
    '-----BEGIN PRIVATE KEY----- MIIEvQIBADANBgkqhkiG9w0BAQEFAASC -----END PRIVATE KEY----- ses 554 Transaction failed: Duplicate header',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
  ],
  'a web hook': [
    'POST https://hooks.slack.com/services/T0/B0/abcdef after 454 Throttling failure: Maximum sending rate exceeded.',
    'abcdef',
  ],
  'a signed URL': [
    'https://files.example/a?X-Amz-Signature=abcdef0123456789&X-Amz-Security-Token=FwoGZXIvYXdz 554 Message rejected: Bad content',
    'abcdef0123456789',
    'FwoGZXIvYXdz',
  ],
  'an option of a command': [
    `swaks --server ${host} --auth-password BMx8tZ9aQ1zz : ${refused}`,
    'BMx8tZ9aQ1zz',
  ],
  'a table of Postfix': [
    `[${host}]:587 AKIAIOSFODNN7EXAMPLE:BMx8tZ9aQ1zzAbCdEfGh0123456789 ${refused}`,
    'BMx8tZ9aQ1zzAbCdEfGh0123456789',
  ],
  'the token of a subscription': [
    '{"Type":"SubscriptionConfirmation","Token":"2336412f37fb687f5d51","TopicArn":"arn:aws:sns:us-west-2:111122223333:x","SubscribeURL":"https://sns.us-west-2.amazonaws.com/?Token=2336412f37fb687f5d51"}',
    '2336412f37fb687f5d51',
  ],
  'a web token': [
    'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123DEF456 554 Transaction failed: Duplicate header',
    'eyJzdWIiOiIxIn0',
  ],
};

describe('secrets in what is pasted', () => {
  it.each(Object.entries(pasted))('%s', (_, [text, ...secrets]) => {
    const symptom = readSymptom(text);
    expect(symptom.candidates[0]?.code).not.toBe('send/unrecognised');
    for (const secret of secrets) expect(JSON.stringify(symptom)).not.toContain(secret);
  });

  it.each(['PASSWORD', 'PassWord', 'pa\u017f\u017fword', 'to\u212aen'])('in whatever letters: %s', (name) => {
    expect(withoutSecrets(`${name}=hunter2hunter2`)).toBe(`${name}=[redacted]`);
  });

  it('leaves what names a key, an address or a status', () => {
    const reply = '550 5.1.1 <guest@inn.example> user unknown AKIAIOSFODNN7EXAMPLE';
    expect(readSymptom(`smtp; ${reply}`).candidates[0]?.quote).toBe(reply);
  });
});
