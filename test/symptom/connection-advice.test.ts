import { describe, expect, it } from 'vitest';
import smtp from '../../checks/2-client/smtp.ts';
import { readFinding } from '../../src/model/finding.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { hostIn } from '../../src/symptom/observe/host-in.ts';
import { portIn } from '../../src/symptom/observe/port-in.ts';
import { plainText } from '../../src/symptom/reply-rule.ts';

const ses = 'email-smtp.eu-west-1.amazonaws.com';

interface Told {
  code: string;
  port: string | undefined;
  relay: string | undefined;
  summary: string;
  steps: readonly string[];
}

function told(text: string): Told {
  const [first] = readSymptom(text).candidates;
  if (first === undefined) throw new Error(`nothing was read in: ${text}`);
  const words = first.code in smtp.problems ? readFinding(smtp, first, 'account') : null;
  return {
    code: first.code,
    port: first.data['port'],
    relay: first.data['relay'],
    summary: words?.summary ?? '',
    steps: (words?.fix ?? []).map(({ text: step }) => step),
  };
}

/** Time-outs as systems, servers and libraries print them, with the port that stands there. */
const timeouts: readonly (readonly [text: string, port: string | undefined])[] = [
  ['connect ETIMEDOUT 52.28.63.81:587', '587'],
  ['dial tcp 3.74.180.11:587: i/o timeout', '587'],
  [`Nov 29 10:00:01 mx postfix/smtp[123]: connect to ${ses}[52.28.1.7]:587: Connection timed out`, '587'],
  ['connect to ses-out.hafen.example[10.9.8.7]:587: Connection timed out', '587'],
  [
    `com.sun.mail.util.MailConnectException: Couldn't connect to host, port: ${ses}, 587; timeout 5000;\n  nested exception is:\n\tjava.net.SocketTimeoutException: connect timed out`,
    '587',
  ],
  [
    "Couldn't connect to host, port: mail.hafen.example, 587; timeout -1;\n  nested exception is:\n java.net.ConnectException: Connection timed out (Connection timed out)",
    '587',
  ],
  [
    "org.eclipse.angus.mail.util.MailConnectException: Couldn't connect to host, port: 10.3.3.3, 587; timeout 5000;\n  nested exception is:\n\tjava.net.SocketTimeoutException: Connect timed out",
    '587',
  ],
  [`Couldn't connect to host, port: ${ses}, 465; timeout 10000`, '465'],
  [
    `Could not connect to SMTP host: ${ses}, port: 25;\n  nested exception is:\n java.net.ConnectException: Connection timed out`,
    '25',
  ],
  [`SMTP_HOST=${ses}\nSMTP_PORT=587\nError: Connection timeout\n code: 'ETIMEDOUT', command: 'CONN'`, '587'],
  [
    'EMAIL_PORT = 465\nEMAIL_USE_SSL = True\nTimeoutError: [Errno 110] Connection timed out\n  File "/usr/lib/python3.11/smtplib.py", line 312, in _get_socket',
    '465',
  ],
  [
    `spring.mail.host=${ses}\nspring.mail.port=587\nMail server connection failed. Failed messages: com.sun.mail.util.MailConnectException: Couldn't connect to host; java.net.SocketTimeoutException: connect timed out`,
    '587',
  ],
  [
    `'port' => 2587,\n'host' => '${ses}',\nSMTP ERROR: Failed to connect to server: Connection timed out (110)\nSMTP connect() failed.`,
    '2587',
  ],
  [`  s = smtplib.SMTP('${ses}', 2465, timeout=10)\nTimeoutError: timed out`, '2465'],
  [`lettre::transport::smtp::Error: Connection error: timed out; relay("${ses}").port(587)`, '587'],
  [
    'System.Net.Mail.SmtpException: Failure sending mail. ---> System.Net.Sockets.SocketException (10060): A connection attempt failed because the connected party did not properly respond 52.1.2.3:587',
    '587',
  ],
  [`nc: connect to ${ses} port 587 (tcp) timed out: Operation now in progress`, '587'],
  [
    `$ telnet ${ses} 25\nTrying 52.1.1.1...\ntelnet: Unable to connect to remote host: Connection timed out`,
    '25',
  ],
  [`2026-11-29 10:00:01 1abc H=${ses} [52.1.1.1]:587: Connection timed out`, '587'],
  ['msmtp: cannot connect to smtp.internal.hafen.example, port 465: Connection timed out', '465'],
  ['connect ETIMEDOUT 52.28.63.81:2525', '2525'],
  ["We can't reach SES from our Lambda in a VPC, connecting on port 587 times out every time", '587'],
  [`port 25 to ${ses} times out from EC2, what now?`, '25'],
  [`smtplib timeout: connection to ${ses} timed out`, undefined],
  ['smtp connection timed out', undefined],
];

describe('the port in the text decides what to do about a time-out', () => {
  it.each(timeouts)('%s', (text, port) => {
    const { code, port: read, steps } = told(text);
    expect(code).toBe('smtp/port-blocked');
    expect(read).toBe(port);
    const [first = ''] = steps;
    if (port === '25') expect(first).toMatch(/^Leave port 25/);
    else if (port === undefined) expect(first).toMatch(/^Find out which port/);
    else if (port === '2525') expect(first).toMatch(/SES does not listen on 2525/);
    else {
      expect(first).toMatch(new RegExp(`TCP ${port} `));
      expect(steps.join('\n')).not.toMatch(new RegExp(`[Uu]se (?:port )?${port}\\b`));
    }
  });
});

describe('what else the text tells decides what to do', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:587', 'smtp/connection-refused', /its own host \(127\.0\.0\.1\)/],
    ['smtp: connect ECONNREFUSED ::1:25', 'smtp/connection-refused', /its own host \(::1\)/],
    [
      'nodemailer: connect ECONNREFUSED 10.1.2.3:587',
      'smtp/connection-refused',
      /what listens on 10\.1\.2\.3 port 587/,
    ],
    [
      `ConnectionRefusedError: [Errno 111] Connection refused ${ses}:587`,
      'smtp/connection-refused',
      /SES listens on 587/,
    ],
    [
      'smtplib: ConnectionRefusedError: [Errno 111] Connection refused',
      'smtp/connection-refused',
      /^Look at the host and port/,
    ],
    ['connect ENETUNREACH 2a05:d018:a1:b2::7:587 - Local (:::0)', 'smtp/no-route', /^The address is IPv6/],
    ['dial tcp 52.1.2.3:587: connect: network is unreachable', 'smtp/no-route', /^The address is IPv4/],
    [`smtp ${ses}: no route to host`, 'smtp/no-route', /^Look at the address/],
    [`Greeting never received ${ses}:587`, 'smtp/silent', /takes connections on port 587/],
    [
      `SSL_connect: Connection reset by peer in SSLv3 read server hello, ${ses}:465, handshake`,
      'smtp/connection-reset',
      /inspects SMTP or TLS between/,
    ],
    [`read ECONNRESET ${ses}:587`, 'smtp/connection-reset', /^Open a new connection/],
    [
      'getaddrinfo ENOTFOUND email-smtp.eu-wst-1.amazonaws.com',
      'smtp/name-not-resolved',
      /The nearest is eu-west-1/,
    ],
    [`getaddrinfo EAI_AGAIN ${ses}`, 'smtp/name-not-resolved', /resolver of the host that sends/],
  ])('%s', (text, code, step) => {
    const read = told(text);
    expect(read.code).toBe(code);
    expect(read.steps[0]).toMatch(step);
  });
});

/** Ways in which programs call a host: none of them is a server. */
const expressions = [
  'self.host',
  'cfg.host',
  'settings.MAIL.server',
  'process.env.SMTP_HOST',
  "os.environ['SMTP_HOST']",
  '$this->host',
  "config('mail.host')",
  'System.getenv("SMTP_HOST")',
  "ENV['SMTP_HOST']",
  'Rails.application.config.smtp.host',
  'app.config.MAIL_SERVER',
  'viper.GetString("smtp.host")',
  'options.Value.Host',
  'this.props.mailHost',
  'env::var("SMTP_HOST")',
  '@settings.address',
];

describe('an expression is no mail server', () => {
  it.each(expressions)('%s', (expression) => {
    for (const text of [
      `  s = smtplib.SMTP_SSL(${expression}, 587)\nssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)`,
      `createTransport({ host: ${expression}, port: 587, secure: true })\nError: error:1408F10B:SSL routines:ssl3_get_record:wrong version number`,
    ]) {
      expect(told(text)).toMatchObject({ code: 'smtp/tls-mode-mismatch', port: '587', relay: undefined });
    }
    expect(hostIn(plainText(`SMTP(${expression}, 587)`))).toBeNull();
  });
});

describe('a server that nobody knows may be one on the way to SES', () => {
  it.each([
    [
      'msmtp: cannot connect to smtp.internal.hafen.example, port 465: Connection timed out',
      'smtp.internal.hafen.example',
      'smtp/port-blocked',
    ],
    ['Error: connect ETIMEDOUT mail-out.hafen.example:587', 'mail-out.hafen.example', 'smtp/port-blocked'],
    [
      'Error: getaddrinfo ENOTFOUND smtp.hafen-intern.example\n command: "CONN"',
      'smtp.hafen-intern.example',
      'smtp/name-not-resolved',
    ],
    [
      'smtplib.SMTP("relay.hafen.example", 25)\nConnectionRefusedError: [Errno 111] Connection refused',
      'relay.hafen.example',
      'smtp/connection-refused',
    ],
    [
      "Couldn't connect to host, port: mx.hafen.example, 465; timeout 5000\njava.net.ConnectException: Connection refused",
      'mx.hafen.example',
      'smtp/connection-refused',
    ],
    [
      'MAIL_HOST=ses.prod.hafen.example\nMAIL_PORT=587\nSymfony\\Component\\Mailer\\Exception\\TransportException: Connection timed out',
      'ses.prod.hafen.example',
      'smtp/port-blocked',
    ],
  ])('%s', (text, relay, code) => {
    const read = told(text);
    expect(read).toMatchObject({ code, relay });
    expect(read.summary).toMatch(/^If this is the connection to SES: /);
    expect(read.steps.at(-1)).toContain(`If ${relay} is a relay of your own`);
  });

  it.each([
    ['connection to host "mailer.werft.example" failed', 'mailer.werft.example'],
    ['lookup app.hafen.example: no such host', 'app.hafen.example'],
    ['client.hafen.example:587: timed out', 'client.hafen.example'],
  ])('and its name may be a word that programs use: %s', (text, host) => {
    expect(hostIn(text)).toBe(host);
  });

  it.each([
    ['connect ETIMEDOUT smtp.gmail.com:587'],
    ['Error: connect ECONNREFUSED smtp.sendgrid.net:587'],
    [
      "Couldn't connect to host, port: smtp.office365.com, 587; java.net.ConnectException: Connection timed out",
    ],
    ['smtplib.SMTP("smtp.mailgun.org", 587)\nTimeoutError: timed out'],
    ['msmtp: cannot connect to smtp.ionos.de, port 465: Connection timed out'],
  ])('one that is known as that of another provider is not: %s', (text) => {
    expect(told(text).code).toBe('send/not-sent-by-ses');
  });
});

describe('a port', () => {
  it.each([
    ['const smtpPort = 587', '587'],
    ["'port' => '465'", '465'],
    ['-Dmail.smtp.port=2587', '2587'],
    ['fsockopen($host, 587, $errno)', '587'],
    ['await client.ConnectAsync(host, 465, SecureSocketOptions.SslOnConnect);', '465'],
    ['relayhost = [mail.example.com]:2587', '2587'],
    ['took 587 ms', null],
    ['import 25 contacts', null],
    ['range(25, 587)', null],
    ['at 10:25', null],
    ['transport: 25', null],
    ['sent 465 mails', null],
  ])('%s', (text, port) => {
    expect(portIn(text)).toBe(port);
  });
});
