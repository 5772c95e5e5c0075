import { describe, expect, it } from 'vitest';
import { listedIdentities } from '../../src/symptom/listed-identities.ts';
import { addressesIn } from '../../src/symptom/names.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

type Texts = readonly (readonly [text: string, code: string])[];

/** An error beside a listing of identities, as the CLI, the API, the console and people print it; the last ones list nothing that fits. */
const listings: Texts = [
  [
    '$ aws ses list-identities --region eu-west-1\n{ "Identities": [ "Kasse@Hafen.example" ] }\n$ ./send\nMessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example\n\n$ aws sesv2 list-email-identities\n{\n    "EmailIdentities": [\n        {\n            "IdentityType": "EMAIL_ADDRESS",\n            "IdentityName": "Kasse@hafen.example",\n            "SendingEnabled": true,\n            "VerificationStatus": "SUCCESS"\n        }\n    ]\n}',
    'identity/case-mismatch',
  ],
  [
    'Kasse@hafen.example SUCCESS\nshop.example SUCCESS\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    'Identities in the console:\n- Kasse@hafen.example (verified)\n- info@hafen.example (verified)\n\nError: Email address is not verified. The following identities failed the check in region US-EAST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    '$ aws sesv2 get-email-identity --email-identity Kasse@hafen.example\n{\n    "IdentityType": "EMAIL_ADDRESS",\n    "VerifiedForSendingStatus": true\n}\nsmtplib.SMTPDataError: (554, b\'Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example\')',
    'identity/case-mismatch',
  ],
  [
    '{ "VerificationAttributes": { "Kasse@hafen.example": { "VerificationStatus": "Success" } } }\n\nMessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    '----------------------------\n|      ListIdentities      |\n+--------------------------+\n||       Identities       ||\n|+------------------------+|\n||  Kasse@hafen.example   ||\n|+------------------------+|\nEmail address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    'IDENTITIES\tKasse@hafen.example\nIDENTITIES\tshop.example\n\nAn error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    '{"EmailIdentities":[{"IdentityType":"EMAIL_ADDRESS","IdentityName":"info@hafen.example","SendingEnabled":false,"VerificationStatus":"PENDING"},{"IdentityType":"EMAIL_ADDRESS","IdentityName":"Kasse@hafen.example","SendingEnabled":true,"VerificationStatus":"SUCCESS"}]}\nEmail address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    'arn:aws:ses:eu-west-1:111122223333:identity/Kasse@hafen.example verified\nEmail address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/case-mismatch',
  ],
  [
    'Kasse@hafen.example PENDING\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
  [
    '{ "Identities": [ "kasse@hafen.example" ] }\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
  [
    '{ "Identities": [ "Kasse@hafen.example", "kasse@hafen.example" ] }\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
  [
    '{ "Identities": [ "info@hafen.example" ] }\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
  [
    'From: Kasse@hafen.example\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
  [
    '{ "Identities": [ "Hafen.example" ] }\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: hafen.example',
    'identity/not-verified',
  ],
  [
    '{"EmailIdentities":[{"IdentityName":"Kasse@hafen.example","SendingEnabled":false,"VerificationStatus":"PENDING"}]}\nEmail address is not verified. The following identities failed the check in region EU-WEST-1: kasse@hafen.example',
    'identity/not-verified',
  ],
];

/** Events that programs log as key=value. */
const logged: Texts = [
  [
    'ts=2026-11-27T22:14:05Z lvl=warn msg="ses event" event_type=Bounce bounce_type=Permanent bounce_sub_type=General rcpt=ruth.o@kontor.example diag="smtp; 552 5.2.2 over quota"',
    'bounce/mailbox-full',
  ],
  ['type=bounce rcpt=r@kontor.example reply="550 5.1.1 no such user"', 'bounce/unknown-user'],
  [
    'level=info event=bounce bounceType=Permanent to=r@kontor.example smtp_reply="550 5.7.1 Message rejected due to DMARC policy"',
    'bounce/authentication-failed',
  ],
  [
    'time="2026-11-27T22:14:05Z" level=error msg="bounced" bounce_type=Transient recipient=r@kontor.example diagnostic="smtp; 451 4.7.1 Greylisted, try again"',
    'bounce/greylisted',
  ],
  [
    "bounce_type=Permanent bounce_subtype=General email=r@kontor.example reason='550 5.1.1 user unknown'",
    'bounce/unknown-user',
  ],
  [
    'event_type=Complaint rcpt=r@kontor.example complaint_feedback_type=abuse feedback_id="0102"',
    'bounce/complaint',
  ],
];

/** A connection that the other side closed, as clients print it. */
const closed: Texts = [
  [
    '=== Trying 10.20.0.9:587...\n=== Connected to 10.20.0.9.\n<-  220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-ABCDE 1x\n -> EHLO box\n<-  250 Ok\n -> STARTTLS\n<-  220 Ready to start TLS\n=== TLS started with cipher TLSv1.3\n ~> DATA\n<~  354 End data with <CR><LF>.<CR><LF>\n ~> .\n*** Remote host closed connection unexpectedly.',
    'smtp/connection-reset',
  ],
  [
    '=== Trying email-smtp.eu-west-1.amazonaws.com:465...\n*** TLS startup failed (connect(): error:0A000126:SSL routines::unexpected eof while reading)',
    'smtp/connection-reset',
  ],
  [
    'C: EHLO box\nS: 250-email-smtp.amazonaws.com\nconnection closed by foreign host.',
    'smtp/connection-reset',
  ],
  ['smtplib.SMTPServerDisconnected: Connection unexpectedly closed', 'smtp/connection-reset'],
  [
    'email-smtp.eu-west-1.amazonaws.com: lost connection with email-smtp.eu-west-1.amazonaws.com[52.1.1.1] while sending end of data -- message may be sent more than once',
    'smtp/connection-reset',
  ],
  [
    'curl: (56) response reading failed (errno: 104) smtps://email-smtp.eu-west-1.amazonaws.com:465',
    'smtp/connection-reset',
  ],
  [
    'msmtp: the server closed the connection unexpectedly email-smtp.eu-west-1.amazonaws.com',
    'smtp/connection-reset',
  ],
];

/** Events of web hooks of other providers, and one of SES that holds a word of theirs. */
const webhooks: Texts = [
  [
    '{"signature": {"timestamp": "1764281645"}, "event-data": {"event": "failed", "severity": "permanent", "reason": "suppress-bounce", "delivery-status": {"code": 605, "message": "Not delivering to previously bounced address"}, "recipient": "ruth.o@kontor.example"}}',
    'send/not-sent-by-ses',
  ],
  [
    '[{"email":"ruth.o@kontor.example","timestamp":1764281645,"smtp-id":"<x@y>","event":"dropped","sg_event_id":"abc","sg_message_id":"def.filter","reason":"Bounced Address","status":"5.0.0"}]',
    'send/not-sent-by-ses',
  ],
  [
    '{"RecordType":"Bounce","ID":692560173,"Type":"HardBounce","TypeCode":1,"Name":"Hard bounce","MessageID":"883953f4","ServerID":23,"MessageStream":"outbound","Description":"The server was unable to deliver your message (ex: unknown user, mailbox not found).","Email":"ruth.o@kontor.example","BouncedAt":"2026-11-05T16:33:54Z","Inactive":true}',
    'send/not-sent-by-ses',
  ],
  [
    '{"event":"bounce","time":1430812195,"MessageID":13792286917004336,"Message_GUID":"1ab","email":"ruth.o@kontor.example","mj_campaign_id":0,"mj_contact_id":0,"customcampaign":"","CustomID":"h","Payload":"","blocked":true,"hard_bounce":true,"error_related_to":"recipient","error":"user unknown"}',
    'send/not-sent-by-ses',
  ],
  [
    '[{"msys":{"message_event":{"type":"bounce","bounce_class":"10","error_code":"550","raw_rcpt_to":"ruth.o@kontor.example","raw_reason":"550 5.1.1 unknown user","reason":"550 5.1.1 unknown user"}}}]',
    'send/not-sent-by-ses',
  ],
  [
    '{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"r@kontor.example","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"messageId":"0102","tags":{"event-data":["x"]}}}',
    'bounce/unknown-user',
  ],
];

/** What libraries hand back names who was refused. */
const roles: Texts = [
  [
    "{ accepted: [ 'ana@kontor.example' ],\n  rejected: [ 'ruth.o@kontor.example' ],\n  rejectedErrors: [ Error: Recipient command failed: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ruth.o@kontor.example ],\n  response: '250 Ok 0102019a3c77b1d2-5e0f7a7c-2b1d-4a0e-9c33-7f2f1d6a9e10-000000',\n  messageId: '<a1@hafen-ticket.example>' }",
    'sandbox/recipient-not-verified',
  ],
  [
    '{"accepted":[],"rejected":["ruth.o@kontor.example"],"envelope":{"from":"app@hafen.example","to":["ruth.o@kontor.example"]},"response":"554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ruth.o@kontor.example"}',
    'sandbox/recipient-not-verified',
  ],
  [
    'rejected: ["a@kontor.example", "b@kontor.example"]\n554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@kontor.example, b@kontor.example',
    'sandbox/recipient-not-verified',
  ],
  [
    "smtplib.SMTPRecipientsRefused: {'ruth.o@kontor.example': (554, b'Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ruth.o@kontor.example')}",
    'sandbox/recipient-not-verified',
  ],
  [
    'com.sun.mail.smtp.SMTPAddressFailedException: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ruth.o@kontor.example\nInvalid Addresses: ruth.o@kontor.example',
    'sandbox/recipient-not-verified',
  ],
];

/** GMX and WEB.DE: the last sentence of the reply decides. */
const lastSentence: Texts = [
  [
    'smtp; 550 5.2.0 Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record. For explanation visit https://postmaster.gmx.net/',
    'bounce/sender-domain',
  ],
  [
    '550 Requested action not taken: mailbox unavailable. Reject due to policy restrictions: invalid DNS MX or A/AAAA resource record. https://postmaster.web.de/',
    'bounce/sender-domain',
  ],
  [
    '{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"r@gmx.de","diagnosticCode":"smtp; 550-Requested action not taken: mailbox unavailable 550 invalid DNS MX or A/AAAA resource record"}]},"mail":{"messageId":"0102"}}',
    'bounce/sender-domain',
  ],
  [
    '550 Requested action not taken: mailbox unavailable. For explanation visit https://postmaster.gmx.net/',
    'bounce/unknown-user',
  ],
];

describe.each(Object.entries({ listings, logged, closed, webhooks, roles, lastSentence }))(
  '%s',
  (_, texts) => {
    it.each(texts)('%s', (text, code) => {
      expect(readSymptom(text).candidates[0]?.code).toBe(code);
    });
  },
);

describe('what is told beside it', () => {
  it('names the identity as the listing writes it', () => {
    const [first] = readSymptom(listings[0]?.[0] ?? '').candidates;
    expect(first).toMatchObject({ subject: 'kasse@hafen.example', data: { listed: 'Kasse@hafen.example' } });
  });

  it('whole lines of key=value are not called cut off, and broken JSON is', () => {
    for (const [text] of logged) expect(readSymptom(text).unread).toEqual([]);
    const cut =
      '{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"r@kontor.example","diagnosticCode":"smtp; 550 5.1.1 user unkn';
    expect(readSymptom(cut).unread.join(' ')).toMatch(/cut off/);
  });

  it('a list that the reply does not name is called so, and a port is no reply', () => {
    const [first] = readSymptom(
      '550 5.1.1 <ana@kontor.example>: Recipient address rejected: your IP address 192.0.2.2 is blacklisted',
    ).candidates;
    expect(first?.data['list']).toBe('a list that the reply does not name');
    const [none] = readSymptom(
      'curl: (28) Failed to connect to api.werft.example port 443 after 75 ms',
    ).candidates;
    expect(none?.data['seen']).toBe('');
  });

  it('says whose event it is', () => {
    const whose = webhooks.slice(0, 5).map(([text]) => readSymptom(text).candidates[0]?.data['whose']);
    expect(whose).toEqual(['Mailgun', 'SendGrid', 'Postmark', 'Mailjet', 'SparkPost']);
  });

  it('a key is no part of an address, and an address with = is whole', () => {
    expect(addressesIn('rcpt=r@kontor.example smtp_from=a@hafen.example')).toEqual([
      'r@kontor.example',
      'a@hafen.example',
    ]);
    expect(addressesIn('<bounces+jo=kontor.example@hafen.example>')).toEqual([
      'bounces+jo=kontor.example@hafen.example',
    ]);
  });

  it('an error is no listing', () => {
    expect(
      listedIdentities(
        'Email address is not verified. The following identities failed the check: Jo@kontor.example',
        ['jo@kontor.example'],
      ),
    ).toEqual([]);
    const both = ['jo@kontor.example', 'ann@kontor.example'];
    expect(listedIdentities('Jo@kontor.example FAILED\nAnn@kontor.example verified', both)).toEqual([
      'Ann@kontor.example',
    ]);
  });

  it('a listing of any length is looked at', () => {
    const others = Array.from(
      { length: 12_000 },
      (_, at) => `        "customer-${String(at)}-of-many@kontor.example",`,
    );
    const listing = ['{', '    "Identities": [', ...others, '        "Jo@kontor.example"', '    ]', '}'];
    expect(listing.join('\n').length).toBeGreaterThan(512 * 1024);
    expect(listedIdentities(listing.join('\n'), ['jo@kontor.example'])).toEqual(['Jo@kontor.example']);
  });
});
