import { describe, expect, it } from 'vitest';
import { isCatalogue } from '../../src/symptom/observe/catalogue.ts';
import { withoutOvercome } from '../../src/symptom/observe/overcome.ts';
import { isReference } from '../../src/symptom/observe/reference.ts';
import { endOf } from '../../src/symptom/observe/settled.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

const lines = (text: string): readonly string[] => text.split('\n');
const codesOf = (text: string): readonly string[] => readSymptom(text).candidates.map(({ code }) => code);
const nothing: ReadonlySet<string> = new Set([
  'send/unrecognised',
  'send/no-failure',
  'send/not-sent-by-ses',
]);

describe('what a later attempt overcame', () => {
  it.each([
    [
      'the same queue id of Postfix',
      'Nov 01 09:00:01 mx postfix/smtp[1]: 5AA1: to=<k@kunde.example>, relay=email-smtp.us-east-1.amazonaws.com[203.0.113.1]:587, dsn=4.4.2, status=deferred (lost connection with email-smtp.us-east-1.amazonaws.com while sending RCPT TO)\nNov 01 09:05:02 mx postfix/smtp[2]: 5AA1: to=<k@kunde.example>, relay=email-smtp.us-east-1.amazonaws.com[203.0.113.2]:587, dsn=2.0.0, status=sent (250 Ok 0100019e-5aa1-000000)',
    ],
    [
      'the batch of a campaign',
      'campaign=spring batch=4 attempt 1: Throttling - Maximum sending rate exceeded. sleeping 1s\ncampaign=spring batch=4 attempt 2: ok, 50 accepted\ncampaign=spring batch=5 attempt 1: ok, 50 accepted',
    ],
    [
      'the next attempt in records',
      '{"host":"email-smtp.eu-west-1.amazonaws.com","err":"read ECONNRESET","try":1}\n{"host":"email-smtp.eu-west-1.amazonaws.com","ok":true,"try":2}\n{"msg":"accepted","id":"0102018f77aa-000031"}',
    ],
    [
      'a count of all at the end, in German',
      'Beleg 41: 421 4.4.2 Verbindung getrennt, neuer Versuch in 30 s\nBeleg 41: 250 Ok (2. Versuch)\nVersandlauf beendet: 88 von 88 übergeben, Fehler: keine',
    ],
    [
      'a count of all at the end, in French',
      'commande 7 : 454 Throttling failure: Maximum sending rate exceeded, nouvelle tentative dans 1 s\nfin : 12 sur 12 envoyés',
    ],
  ])('is no failure any more: %s', (_, text) => {
    expect(withoutOvercome(lines(text)).length).toBeLessThan(lines(text).length);
    expect(codesOf(text).filter((code) => !nothing.has(code))).toEqual([]);
  });

  it.each([
    [
      'another message was sent',
      '5AA1: to=<k@kunde.example>, dsn=4.4.2, status=deferred (lost connection with email-smtp.us-east-1.amazonaws.com while sending RCPT TO)\n5AA2: to=<k@kunde.example>, dsn=2.0.0, status=sent (250 Ok)',
    ],
    [
      'it failed again after it went through',
      'batch=4 attempt 1: ok, 50 accepted\nbatch=4 attempt 2: Throttling - Maximum sending rate exceeded.',
    ],
    [
      'it was given up',
      'batch=4 attempt 1: Throttling - Daily message quota exceeded. sleeping 1s\nbatch=4 attempt 2: Throttling - Daily message quota exceeded. giving up\nbatch=5 attempt 1: ok, 50 accepted',
    ],
    [
      'three of the batch failed, and the rest was taken',
      'batch 12: sending 50 messages\nbatch 12: 3 failed: MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@x.example\nbatch 12: 47 ok\nbatch 12 done',
    ],
    [
      'two of the batch failed, in German',
      'Charge 7: job=7 2 Nachrichten abgelehnt: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: b@x.example\njob=7 48 gesendet',
    ],
    [
      'errors are counted as a member',
      '{"job":9,"errors":4,"last":"454 Throttling failure: Maximum sending rate exceeded."}\n{"job":9,"sent":196,"ok":true}',
    ],
    [
      'a part of them was sent',
      'job 7: Throttling - Maximum sending rate exceeded, retry in 1 s\nfinished: 850 of 2300 accepted',
    ],
    [
      'it bounced at one of two recipients',
      '5AA1: to=<a@kunde.example>, status=deferred (454 Throttling failure: Maximum sending rate exceeded)\n5AA1: to=<b@kunde.example>, status=sent (250 Ok)',
    ],
    [
      'none was accepted',
      'mail 9 attempt 1: 454 Throttling failure: Maximum sending rate exceeded\nmail 9 attempt 2: 0 accepted',
    ],
  ])('stays a failure where %s', (_, text) => {
    expect(withoutOvercome(lines(text))).toEqual(lines(text));
    expect(codesOf(text)).not.toContain('send/no-failure');
  });
});

describe('the end that a person tells of', () => {
  it.each([
    'Nur zur Info: gestern kam „535 Authentication Credentials Invalid“. Das Passwort wurde ersetzt, die Warteschlange ist leer und alle 63 Rechnungen sind raus.',
    'Bilan : hier soir nos messages étaient refusés (« Maximum sending rate exceeded »). La cadence a été corrigée, la file d’attente est vide, aucun message n’est perdu.',
    'Ayer salía «Email address is not verified». Corregido: la región estaba mal. La cola está vacía y todos los avisos han llegado.',
    'Ieri usciva "Sending paused for this account". AWS ha approvato la nostra risposta, la coda è vuota, tutte le fatture sono partite.',
    'Dinsdag kregen we "Configuration set does not exist". Hersteld, alle 41 berichten zijn verstuurd, er hoeft niemand meer iets te doen.',
    'Ontem aparecia "Daily message quota exceeded". O limite foi corrigido e todas as faturas chegaram; a fila está vazia.',
    'Post-incident review: from 07:50 every connection ended with 535 Authentication Credentials Invalid. The value was replaced at 09:34, the queue was empty at 09:41 and no message was lost.',
  ])('takes the failure away: %s', (text) => {
    expect(endOf(text)).not.toBeNull();
    expect(codesOf(text).filter((code) => !nothing.has(code))).toEqual([]);
  });

  it.each([
    'The password was replaced yesterday and the queue was empty for an hour, but now every connection ends with "535 Authentication Credentials Invalid" again.',
    'Die Warteschlange war leer, alle Mails waren raus. Seit heute früh kommt immer noch „454 Throttling failure: Maximum sending rate exceeded“.',
    'We fixed the Region last week. All newsletters were sent then. What do we do with "Email address is not verified" today?',
    'Once the queue is empty and the value was replaced we will see; until then it says 535 Authentication Credentials Invalid.',
    'The queue is not empty and no mail was delivered: "Sending paused for this account".',
  ])('is none where it goes on: %s', (text) => {
    expect(endOf(text)).toBeNull();
    expect(codesOf(text)).not.toContain('send/no-failure');
  });
});

describe('source code and pages that name failures', () => {
  const catalogues = [
    'public enum SesFailure {\n    NOT_VERIFIED("Email address is not verified"),\n    RATE("Maximum sending rate exceeded"),\n    PAUSED("Email sending is disabled for this account");\n    private final String sentence;\n    SesFailure(String sentence) { this.sentence = sentence; }\n}',
    'MESSAGES = {\n    "MessageRejected": "Email address is not verified.",\n    "Throttling": "Maximum sending rate exceeded.",\n}\n\ndef explain(code: str) -> str:\n    return MESSAGES.get(code, "Unknown error of Amazon SES")',
    'var sentences = map[string]Kind{\n\t"Email address is not verified": NotVerified,\n\t"Daily message quota exceeded": Quota,\n\t"Sending paused for this account": Paused,\n}\n\nfunc kindOf(text string) Kind {\n\treturn sentences[text]\n}',
    'syntax = "proto3";\nenum FailureReason {\n  FAILURE_REASON_USER_UNKNOWN = 1; // 550 5.1.1\n  FAILURE_REASON_MAILBOX_FULL = 2; // 552 5.2.2\n  FAILURE_REASON_THROTTLED = 5;\n}',
    "const causes = {\n  535: 'Authentication Credentials Invalid',\n  454: 'Throttling failure: Maximum sending rate exceeded',\n  554: 'Email address is not verified',\n};\nexport const causeOf = (code) => causes[code];",
  ];
  it.each(catalogues)('tell of none: %s', (text) => {
    expect(isCatalogue(lines(text))).toBe(true);
    expect(codesOf(text).filter((code) => !nothing.has(code))).toEqual([]);
  });

  it.each([
    'const client = new SESClient({});\nawait client.send(command);\n// MessageRejected: Email address is not verified\n// since this morning, for all of them',
    '{\n  "level": "error",\n  "msg": "Email address is not verified",\n  "previous": "Maximum sending rate exceeded"\n}',
    'Traceback (most recent call last):\n  File "/app/send.py", line 3, in <module>\n    def send(): raise Paused("Sending paused for this account")\nMessageRejected: Email address is not verified',
  ])('are something else than a run of a program: %s', (text) => {
    expect(isCatalogue(lines(text))).toBe(false);
  });

  it.each([
    'ADR 31: Do not retry permanent refusals\nStatus: accepted\nContext: a 550 5.1.1 (user unknown) was repeated eight times.\nDecision: a reply that begins with 5 is final.\nConsequences: a receiver that answers 5xx by mistake loses a message.',
    '# 7. Une seule région\nStatut : accepté\n## Contexte\nDeux services recevaient « Email address is not verified ».\n## Décision\nUn seul client.\n## Conséquences\nLa latence augmente.',
    '421   Too many concurrent connections    Close idle connections.\n454   Throttling failure                 Reduce the rate.\n535   Authentication Credentials Invalid Check the password.',
    'Toets module 4\n1. Een ontvanger antwoordt "550 5.1.1 User unknown". Waarom?\n2. Wat betekent "454 Throttling failure"?\n3. Welke foutmelding krijg je in de sandbox?',
  ])('that are looked up tell of none: %s', (text) => {
    expect(isReference(lines(text))).toBe(true);
    expect(codesOf(text).filter((code) => !nothing.has(code))).toEqual([]);
  });

  it.each([
    'We get these since today:\n421 4.7.0 - too many connections\n550 5.7.1 - blocked\n554 5.7.1 - refused',
    '10:01 454 - Throttling failure\n10:02 535 - Authentication Credentials Invalid\n10:03 554 - Message rejected',
  ])('are none where somebody has them: %s', (text) => {
    expect(isReference(lines(text))).toBe(false);
  });
});
