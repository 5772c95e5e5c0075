import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { runInProcess } from '../lab/run-in-process.ts';

async function explained(text: string): Promise<{ exitCode: number; causes: readonly string[] }> {
  const { stdout, exitCode } = await runInProcess({
    args: ['explain', '--file', '-', '--format', 'json'],
    files: { '-': text },
    env: {},
    authoritativePort: 0,
  });
  return { exitCode, causes: (JSON.parse(stdout) as Report).causes };
}

const bounce = (type: string, status: string, diagnosticCode: string, action = 'failed'): string =>
  JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      bounceType: type,
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'a@b.example', status, action, diagnosticCode }],
    },
  });

describe('a wait that is over is a lost message', () => {
  it.each([
    bounce('Permanent', '5.7.1', 'smtp; 550 5.7.1 greylisted, go away'),
    bounce('Transient', '4.7.1', 'smtp; 451 4.7.1 greylisted, try later'),
    '550 5.7.1 Greylisted permanently, do not retry',
    '554 5.7.1 <a@b.example>: Recipient address rejected: Greylisted too often; message refused',
    'Hard bounce: 550 5.7.1 Your IP is greylisted by policy; message rejected',
    '451 4.7.1 Greylisted, try again later. Giving up after 5 days.',
    '421 4.7.0 Greylisted\nbounced',
    '421 4.7.0 Greylisted\nhard bounce',
    'status=deferred (host mx.b.example said: 451 4.7.1 Greylisted, try again later)\nstatus=bounced (message expired)',
    'host x said: 451 4.7.1 greylisted\ndelivery temporarily suspended; message expired after 5 days',
    'Action: failed\nStatus: 4.7.1\nDiagnostic-Code: smtp; 451 4.7.1 Greylisted',
  ])('%s', async (text) => {
    expect(await explained(text)).toEqual({ exitCode: 1, causes: ['bounce/greylisted'] });
  });

  it.each([
    '550 5.7.1 try again later',
    'status=bounced (host x said: 450 4.2.1 too many messages, try later)\nmessage expired',
  ])('also where the receiver limits the rate: %s', async (text) => {
    expect(await explained(text)).toMatchObject({ exitCode: 1, causes: ['bounce/rate-limited'] });
  });
});

const gone = (code: string): { exitCode: number; causes: readonly string[] } => ({
  exitCode: 1,
  causes: [code],
});
const relay = 'relay=email-smtp.eu-west-1.amazonaws.com.';

describe('whatever trouble it was, a message that was given up is lost', () => {
  it.each([
    ['bounce/mailbox-full', bounce('Permanent', '5.2.2', 'smtp; 552 5.2.2 mailbox full')],
    ['bounce/mailbox-full', bounce('Transient', '4.2.2', 'smtp; 452 4.2.2 mailbox full')],
    ['bounce/mailbox-full', bounce('Permanent', '', '').replace('General', 'MailboxFull')],
    ['bounce/mailbox-full', '552 5.2.2 mailbox full'],
    ['bounce/mailbox-full', '452 4.2.2 over quota\nstatus=expired, returned to sender'],
    ['bounce/expired', bounce('Transient', '4.4.7', 'smtp; 550 4.4.7 Message expired: unable to deliver')],
    [
      'bounce/unsubscribed-recipient',
      bounce('Permanent', '', '').replace('General', 'UnsubscribedRecipient'),
    ],
    [
      'bounce/validation-suppressed',
      bounce('Permanent', '', '').replace('General', 'EmailValidationSuppressed'),
    ],
    [
      'bounce/recipient-server-fault',
      bounce('Permanent', '5.3.0', 'smtp; 554 5.3.0 Local configuration error'),
    ],
    [
      'send/temporary-failure',
      `sendmail[1]: tA: to=<a@b.example>, ${relay}, dsn=5.0.0, stat=Service unavailable, reply=451 Temporary service failure`,
    ],
  ])('%s: %s', async (code, text) => {
    expect(await explained(text)).toEqual(gone(code));
  });

  it('where an explanation beside it is another one of the same failure', async () => {
    const text =
      'Message could not be delivered for 5 days\n452 4.2.2 The email account that you tried to reach is over quota';
    const { exitCode, causes } = await explained(text);
    expect({ exitCode, first: causes[0] }).toEqual({ exitCode: 1, first: 'bounce/mailbox-full' });
  });

  it.each([40, 700])('also behind %i answers that made it wait', async (count) => {
    const wait = JSON.stringify({
      eventType: 'DeliveryDelay',
      mail: { messageId: '1' },
      deliveryDelay: {
        delayType: 'MailboxFull',
        delayedRecipients: [
          { emailAddress: 'a@b.example', status: '4.2.2', diagnosticCode: '452 4.2.2 mailbox full' },
        ],
      },
    });
    const waiting = Array.from({ length: count }, () => wait).join('\n');
    expect(await explained(waiting)).toEqual({ exitCode: 0, causes: ['bounce/mailbox-full'] });
    const end = bounce('Transient', '4.2.2', 'smtp; 452 4.2.2 mailbox full');
    expect(await explained(`${waiting}\n${end}`)).toEqual(gone('bounce/mailbox-full'));
  });
});

describe('a wait that goes on is none', () => {
  it.each([
    ['bounce/mailbox-full', '452 4.2.2 mailbox full'],
    ['bounce/mailbox-full', 'from=<bounce@shop.example>: host x said: 452 4.2.2 mailbox full'],
    [
      'bounce/mailbox-full',
      'postfix/bounce[1]: 4F1A2: sender delay notification: 4F1A3\nhost x said: 452 4.2.2 mailbox full',
    ],
    ['bounce/mailbox-full', 'Action: delayed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full'],
    [
      'send/temporary-failure',
      `sendmail[1]: tA: to=<a@b.example>, ${relay}, dsn=4.0.0, stat=Deferred: Service unavailable`,
    ],
  ])('%s: %s', async (code, text) => {
    expect(await explained(text)).toEqual({ exitCode: 0, causes: [code] });
  });

  it.each([
    ['451 4.7.1 Greylisted, try again later', 'bounce/greylisted'],
    ['421 4.7.0 Too many messages, slow down', 'bounce/rate-limited'],
    ['status=deferred (host mx.b.example said: 451 4.7.1 Greylisted, try again later)', 'bounce/greylisted'],
    ['Action: delayed\nStatus: 4.7.1\nDiagnostic-Code: smtp; 451 4.7.1 Greylisted', 'bounce/greylisted'],
    ['status=4.7.1 diagnosticCode="451 4.7.1 Greylisted"', 'bounce/greylisted'],
    [
      JSON.stringify({
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          delayType: 'General',
          delayedRecipients: [
            { emailAddress: 'a@b.example', status: '4.7.1', diagnosticCode: '451 4.7.1 Greylisted' },
          ],
        },
      }),
      'bounce/greylisted',
    ],
  ])('%s', async (text, code) => {
    expect(await explained(text)).toEqual({ exitCode: 0, causes: [code] });
  });
});

const delivery =
  '{"eventType":"Delivery","delivery":{"recipients":["a@b.example"]},"mail":{"messageId":"1"}}';

describe('a good record says nothing', () => {
  it.each(['{"eventType":"Boun', '{"eventType":"Comp', '{"eventType":"', '{', '[{"event', '{"mail":{"mess'])(
    'of one behind it that is cut off: %s',
    async (rest) => {
      expect((await explained(`${delivery}\n${rest}`)).exitCode).toBe(3);
    },
  );

  it.each(['{"eventType":"Bounce","bo', '{"ev'])(
    'of the rest of a list that is cut off: %s',
    async (rest) => {
      expect((await explained(`[${delivery},${rest}`)).exitCode).toBe(3);
    },
  );

  it.each([
    ['delivery', { recipients: ['a@b.example'], smtpResponse: '550 5.7.1 rejected' }],
    ['delivery', { recipients: ['a@b.example'], smtpResponse: '451 4.7.1 try later' }],
    ['success', false],
    ['error', 'queue full'],
    ['errorMessage', 'send failed'],
    ['note', 'customer did not receive it'],
  ])('where its member %s speaks against it: %j', async (name, value) => {
    const text = JSON.stringify({ ...(JSON.parse(delivery) as object), [name]: value });
    expect((await explained(text)).exitCode).toBe(3);
  });

  it.each([
    delivery,
    `${delivery}\n${delivery}`,
    `[${delivery},${delivery}]`,
    JSON.stringify({
      ...(JSON.parse(delivery) as object),
      error: null,
      errorMessage: '',
      success: true,
      note: 'sent again',
    }),
    delivery.replace('"recipients"', '"smtpResponse":"250 2.6.0 accepted","recipients"'),
  ])('is an all-clear where nothing speaks against it: %s', async (text) => {
    expect(await explained(text)).toMatchObject({ exitCode: 0, causes: ['send/no-failure'] });
  });
});
