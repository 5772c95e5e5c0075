import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';
import { isFrame, stackFrames, withoutCalls } from '../../src/symptom/observe/stack-frame.ts';

/** Errors with a stack that names other failures, or says where the program waited; and the code that comes first. */
const texts: readonly (readonly [text: string, code: string])[] = [
  [
    "{'self': <SES>, 'update': self._update_throttling(), 'opts': {'allow_self_signed': True, 'verify_peer': False}}\nbotocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: \"https://email.eu-wst-1.amazonaws.com/\"",
    'access/region-invalid',
  ],
  [
    'Traceback (most recent call last):\n  File "/app/mailer.py", line 88, in send\n    self._update_throttling()\n  File "/usr/lib/python3/site-packages/botocore/client.py", line 535, in _api_call\n    return self._make_api_call(operation_name, kwargs)\nbotocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://email.eu-wst-1.amazonaws.com/"',
    'access/region-invalid',
  ],
  [
    'software.amazon.awssdk.core.exception.SdkClientException: Received an UnknownHostException when attempting to interact with a service. email.eu-wst-1.amazonaws.com\n\tat software.amazon.awssdk.core.exception.SdkClientException$BuilderImpl.build(SdkClientException.java:111)\n\tat com.hafen.ThrottlingRetryPolicy.onThrottlingException(ThrottlingRetryPolicy.java:12)\n\tat com.hafen.QuotaExceededHandler.checkDailyQuotaExceeded(QuotaExceededHandler.java:9)\n\t... 12 more',
    'access/region-invalid',
  ],
  [
    'Error: getaddrinfo ENOTFOUND email.eu-wst-1.amazonaws.com\n    at RateLimiter.maximumSendingRateExceeded (/srv/app/limits.js:10:3)\n    at async handleMessageRejected (/srv/app/x.js:1:1)\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:109:26)',
    'access/region-invalid',
  ],
  [
    "PHP Fatal error:  Uncaught Aws\\Exception\\CredentialsException: Error retrieving credentials from the instance profile metadata service. in /srv/vendor/aws/x.php:12\n#0 /srv/app/Limiter.php(33): App\\Limiter->throttlingException('Maximum sending rate exceeded')\n#1 /srv/app/Ses.php(12): Aws\\Ses\\SesClient->sendEmail(Array)\n#2 {main}\n  thrown in /srv/vendor/x.php on line 9",
    'access/no-credentials',
  ],
  [
    "/usr/lib/ruby/net/protocol.rb:46:in `connect_nonblock': Connection refused - connect(2) for \"127.0.0.1\" port 587 (Errno::ECONNREFUSED)\n\tfrom /srv/app/ses_throttling.rb:12:in `throttling_failure'\n\tfrom /srv/app/mail.rb:3:in `message_rejected'",
    'smtp/connection-refused',
  ],
  [
    'panic: operation error SES: SendEmail, https response error StatusCode: 0, RequestID: , request send failed, Post "https://email.eu-wst-1.amazonaws.com/": dial tcp: lookup email.eu-wst-1.amazonaws.com: no such host\n\ngoroutine 1 [running]:\nmain.handleThrottling(0xc000012, 0x1)\n\t/srv/throttling.go:12 +0x1d\ncreated by main.quotaExceeded',
    'access/region-invalid',
  ],
  [
    'System.Net.Mail.SmtpException: The SMTP server requires a secure connection or the client was not authenticated. The server response was: 530 Must issue a STARTTLS command first\n   at Hafen.Throttling.MaximumSendingRateExceededHandler.OnThrottlingException(Exception ex) in C:\\src\\T.cs:line 12\n   at System.Net.Mail.SmtpClient.Send(MailMessage message)',
    'smtp/starttls-not-used',
  ],
  [
    'socket.timeout: timed out\n  File "smtplib.py", line 398, in getreply\n  File "smtplib.py", line 341, in connect\n    (code, msg) = self.getreply()',
    'smtp/silent',
  ],
  [
    'Traceback (most recent call last):\n  File "/app/s.py", line 3, in <module>\n    s = smtplib.SMTP(\'email-smtp.eu-west-1.amazonaws.com\', 587, timeout=10)\n  File "/usr/lib/python3.11/smtplib.py", line 255, in __init__\n    (code, msg) = self.connect(host, port)\n  File "/usr/lib/python3.11/smtplib.py", line 343, in connect\n    (code, msg) = self.getreply()\n                  ^^^^^^^^^^^^^^^\n  File "/usr/lib/python3.11/smtplib.py", line 405, in getreply\n    line = self.file.readline(_MAXLINE + 1)\n  File "/usr/lib/python3.11/socket.py", line 706, in readinto\n    return self._sock.recv_into(b)\nTimeoutError: timed out',
    'smtp/silent',
  ],
  [
    'Traceback (most recent call last):\n  File "/usr/lib/python3.11/smtplib.py", line 341, in connect\n    self.sock = self._get_socket(host, port, self.timeout)\n  File "/usr/lib/python3.11/smtplib.py", line 312, in _get_socket\n    return socket.create_connection((host, port), timeout,\n  File "/usr/lib/python3.11/socket.py", line 836, in create_connection\n    sock.connect(sa)\nTimeoutError: timed out',
    'smtp/port-blocked',
  ],
  [
    'jakarta.mail.MessagingException: Could not connect to SMTP host: email-smtp.eu-west-1.amazonaws.com, port: 587;\n  nested exception is:\n\tjava.net.SocketTimeoutException: Read timed out\n\tat java.base/java.net.SocketInputStream.socketRead0(Native Method)\n\tat org.eclipse.angus.mail.smtp.SMTPTransport.readServerResponse(SMTPTransport.java:2400)',
    'smtp/silent',
  ],
  [
    "jakarta.mail.MessagingException: Couldn't connect to host, port: email-smtp.eu-west-1.amazonaws.com, 587; timeout 5000\n\tat java.base/sun.nio.ch.NioSocketImpl.timedFinishConnect(NioSocketImpl.java:542)\n\tat org.eclipse.angus.mail.smtp.SMTPTransport.openServer(SMTPTransport.java:2210)\nCaused by: java.net.SocketTimeoutException: Connect timed out",
    'smtp/port-blocked',
  ],
  [
    "Net::ReadTimeout: Net::ReadTimeout with #<TCPSocket:(closed)>\n/usr/lib/ruby/3.2/net/protocol.rb:219:in `rbuf_fill'\n/usr/lib/ruby/3.2/net/protocol.rb:193:in `readuntil'\n/usr/lib/ruby/net/smtp.rb:909:in `recv_response'",
    'smtp/silent',
  ],
  [
    'read tcp 10.0.0.4:51234->52.1.2.3:587: i/o timeout\ngoroutine 1 [running]:\nnet/textproto.(*Reader).ReadCodeLine(0xc000, 0xdc)\n\t/usr/local/go/src/net/textproto/reader.go:240 +0x1d',
    'smtp/silent',
  ],
  [
    'System.Net.Mail.SmtpException: The operation has timed out.\n   at System.Net.Mail.SmtpReplyReaderFactory.ReadLines(SmtpReplyReader caller, Boolean oneLine)\n   at System.Net.Mail.SmtpConnection.GetConnection(ServicePoint servicePoint) 587',
    'smtp/silent',
  ],
  [
    "SMTP ERROR: Connection timed out smtp 587\n#0 /srv/PHPMailer/SMTP.php(1200): PHPMailer\\PHPMailer\\SMTP->get_lines()\n#1 /srv/PHPMailer/SMTP.php(365): PHPMailer\\PHPMailer\\SMTP->connect('email-smtp.eu-w...', 587)",
    'smtp/silent',
  ],
  ['self._update_throttling()', 'send/unrecognised'],
  ['    at RateLimiter.maximumSendingRateExceeded (/srv/app/ses/limits.js:10:3)', 'send/unrecognised'],
  [
    'botocore.exceptions.ClientError: An error occurred (Throttling) when calling the SendEmail operation (reached max retries: 4): Maximum sending rate exceeded.\n  File "x.py", line 3, in retry_after_rejected\n    handle_message_rejected(x)',
    'quota/rate-exceeded',
  ],
  ['Error: ServiceError(Throttling("Maximum sending rate exceeded")) ses', 'quota/rate-exceeded'],
  [
    "smtplib.SMTPDataError: (554, b'Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@x.example')",
    'identity/not-verified',
  ],
  [
    'mailer.send failed(454 Throttling failure: Daily message quota exceeded) email-smtp',
    'quota/daily-exhausted',
  ],
];

describe('a frame of a stack is no error, and its library says how far a session came', () => {
  it.each(texts)('%s', (text, code) => {
    expect(readSymptom(text).candidates[0]?.code ?? 'send/unrecognised').toBe(code);
  });
});

describe('lines that are frames', () => {
  it.each([
    '  File "/app/mailer.py", line 88, in send',
    'Traceback (most recent call last):',
    '\tat com.hafen.Mailer.send(Mailer.java:12) ~[app.jar:1.0]',
    '\tat java.base/java.net.Socket.connect(Socket.java:12)',
    '\t... 12 more',
    '    at async send (/srv/mail.js:1:2)',
    '    at /srv/mail.ts:1:2',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    '   at System.Net.Mail.SmtpClient.Send(MailMessage message)',
    '   at Hafen.T.Run() in C:\\src\\T.cs:line 12',
    "#0 /srv/Mailer.php(12): Mailer->send('a')",
    '#3 {main}',
    "\tfrom /srv/mail.rb:12:in `send'",
    'goroutine 1 [running]:',
    '\t/srv/main.go:12 +0x1d',
    'main.send(0xc000012, 0x1)',
    '   3: lettre::transport::smtp::client::connect',
    '             at ./src/main.rs:10:5',
    '    (swoosh 1.9.0) lib/swoosh/mailer.ex:12: Swoosh.Mailer.deliver/2',
    'Net::SMTP::mail(...) called at /srv/mail.pl line 12',
  ])('%s', (line) => {
    expect(isFrame(line)).toBe(true);
  });

  it.each([
    'socket.timeout: timed out',
    'at 10:00 the mail was rejected (550 5.1.1 user unknown)',
    'Message rejected (554): Email address is not verified.',
    "/srv/net/smtp.rb:12:in `connect': Connection refused (Errno::ECONNREFUSED)",
    'Error: Greeting never received',
    'com.sun.mail.smtp.SMTPSendFailedException: 554 Message rejected: Email address is not verified.',
    '#5.1.1 smtp;550 5.1.1 user unknown',
    '1: 550 5.1.1 user unknown',
    'smtp; 550 5.1.1 <a@b.example>: Recipient address rejected (in reply to RCPT TO)',
    'mail.go: 554 Message rejected',
    'An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified.',
  ])('and none: %s', (line) => {
    expect(isFrame(line)).toBe(false);
  });

  it('holds the line of source below a frame of Python, and not the error', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "a.py", line 3, in f',
      '    self._update_throttling()',
      '    ^^^^^^^^^^^^^^^^^^^^^^^^^',
      'smtplib.SMTPDataError: (554, b"Message rejected")',
    ];
    expect([...stackFrames(lines)]).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['self._update_throttling()', ' ()'],
    ['x = client.isBounced(y)', 'x =  (y)'],
    ["App\\Mailer->onFailure('x')", "App\\ ('x')"],
    ['ServiceError(Throttling("Rate exceeded"))', 'ServiceError(Throttling("Rate exceeded"))'],
    ['rejected (550)', 'rejected (550)'],
    ['failed(454 Throttling failure)', 'failed(454 Throttling failure)'],
    ['smtplib.SMTPDataError(554)', 'smtplib.SMTPDataError(554)'],
  ])('a call without its name: %s', (text, rest) => {
    expect(withoutCalls(text)).toBe(rest);
  });
});
