import { describe, expect, it } from 'vitest';
import { authenticationMethods, saysOf } from '../../../src/symptom/tables/authentication-methods.ts';
import {
  connectionClassByName,
  connectionClasses,
  connectionClassesIn,
} from '../../../src/symptom/tables/connection-classes.ts';
import { curlCodeIn, curlCodes } from '../../../src/symptom/tables/curl-codes.ts';
import { enhancedStatus, enhancedStatuses } from '../../../src/symptom/tables/enhanced-status.ts';
import { socketErrorByNumber, socketErrorIn, socketErrors } from '../../../src/symptom/tables/errno.ts';
import {
  opensslReasonByCode,
  opensslReasonIn,
  opensslReasons,
} from '../../../src/symptom/tables/openssl-reasons.ts';
import { tlsAlertIn, tlsAlerts } from '../../../src/symptom/tables/tls-alerts.ts';
import {
  sesErrors,
  sesMembers,
  sesOperations,
  sesv2Errors,
  sesv2Operations,
} from '../../../src/symptom/tables/ses-model.ts';

const everyRow = [
  ...tlsAlerts(),
  ...opensslReasons,
  ...socketErrors,
  ...curlCodes(),
  ...enhancedStatuses(),
  ...authenticationMethods,
  ...connectionClasses(),
];

it('every row names its source, and nothing in it is empty or undefined', () => {
  for (const row of everyRow) {
    expect(row.source).not.toBe('');
    expect(Object.values(row).flat()).not.toContain('');
    expect(Object.values(row)).not.toContain(undefined);
    expect(JSON.stringify(row)).not.toContain('NaN');
  }
});

describe('an alert of TLS', () => {
  it.each([
    [
      'write EPROTO C0D7:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:SSL alert number 70',
      'protocol_version',
    ],
    ['remote error: tls: handshake failure', 'handshake_failure'],
    ['remote error: tls: protocol version not supported', 'protocol_version'],
    ['javax.net.ssl.SSLHandshakeException: Received fatal alert: unrecognized_name', 'unrecognized_name'],
    ['received fatal alert: AlertReceived(UnknownCA)', 'unknown_ca'],
    [
      '{tls_alert,{insufficient_security,"TLS client: In state hello received SERVER ALERT: Fatal - Insufficient Security"}}',
      'insufficient_security',
    ],
    ['gnutls_handshake() failed: A TLS fatal alert has been received: Certificate is bad', 'bad_certificate'],
    ['SSL_ERROR_BAD_CERT_ALERT', 'bad_certificate'],
    ['TLS alert (40)', 'handshake_failure'],
  ])('%s', (line, name) => {
    expect(tlsAlertIn(line)?.name).toBe(name);
  });

  it.each(['handshake failure', 'number 70 of the list', 'CPU alert fired at 40 percent', ''])(
    'is none in “%s”',
    (line) => {
      expect(tlsAlertIn(line)).toBeNull();
    },
  );
});

describe('a reason of OpenSSL', () => {
  it('is known by its code in the form of both generations, and by its words', () => {
    expect(opensslReasonByCode('0A00010B')?.text).toBe('wrong version number');
    expect(opensslReasonByCode('1408F10B')?.text).toBe('wrong version number');
    expect(opensslReasonByCode('0A000086')?.meaning).toBe('certificate');
    expect(opensslReasonIn('[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1007)')?.meaning).toBe(
      'not-tls',
    );
    expect(opensslReasonIn('Error: write EPROTO 139:error:1408F10B')?.text).toBe('wrong version number');
    expect(opensslReasonIn('error:0A000086 (email-smtp)')?.meaning).toBe('certificate');
    expect(opensslReasonIn('error:0200100D')).toBeNull();
    expect(opensslReasonIn('ERR_SSL_UNSUPPORTED_PROTOCOL')?.meaning).toBe('version');
  });

  it('is none of another library, or in other words', () => {
    expect(opensslReasonByCode('0200100D')).toBeNull();
    expect(opensslReasonByCode('xyz')).toBeNull();
    expect(opensslReasonIn('the version is 3')).toBeNull();
  });
});

describe('an error of a socket', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:587', 'refused'],
    ['[Errno 111] Connection refused', 'refused'],
    [
      'Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte [::1]:587 (10061)',
      'refused',
    ],
    ['WSAETIMEDOUT', 'timed-out'],
    ['dial tcp 52.28.63.81:587: i/o timeout', 'timed-out'],
    ['[WinError 10060] Ein Verbindungsversuch ist fehlgeschlagen', 'timed-out'],
    ['os error 104', 'reset'],
    ['[Errno -2] Name or service not known', 'name-not-found'],
    ['[Errno -3] Temporary failure in name resolution', 'resolver-failed'],
    [
      'php_network_getaddresses: getaddrinfo failed: Der Name oder der Dienst ist nicht bekannt',
      'name-not-found',
    ],
    ['fsockopen(): unable to connect (Permission denied) errno: 13', 'forbidden'],
    ['connect ENETUNREACH 2a05:d018::1:587', 'unreachable'],
    ['Время ожидания соединения истекло', 'timed-out'],
    ['远程主机强迫关闭了一个现有的连接。', 'reset'],
  ])('%s', (line, fault) => {
    expect(socketErrorIn(line)?.fault).toBe(fault);
  });

  it('is none in a line that has a number alone, or a name of another kind', () => {
    expect(socketErrorIn('110 messages sent')).toBeNull();
    expect(socketErrorIn('ENOENT: no such file or directory')).toBeNull();
    expect(socketErrorByNumber(250)).toBeNull();
  });
});

describe('a code of libcurl', () => {
  it.each([
    ['curl: (67) Login denied', 'login'],
    ['cURL error 28: Operation timed out', 'timeout'],
    ['CURLE_COULDNT_RESOLVE_HOST', 'name'],
    ['curl: (35) error:0A00010B', 'tls'],
  ])('%s', (line, meaning) => {
    expect(curlCodeIn(line)?.meaning).toBe(meaning);
  });

  it('is none without the name of curl', () => {
    expect(curlCodeIn('error 28 in line 7')).toBeNull();
  });
});

describe('an enhanced status', () => {
  it('has the meaning of the registry, unless the receiver gives it one of its own', () => {
    expect(enhancedStatus('5.7.27')?.means).toBe('sender address has null MX');
    expect(enhancedStatus('5.7.27', 'Google')?.means).toContain('SPF');
    expect(enhancedStatus('4.1.10')?.means).toContain('null MX');
    expect(enhancedStatus('5.7.515')?.receiver).toBe('Microsoft');
    expect(enhancedStatus('5.7.620')?.means).toContain('banned');
  });

  it('is none of another form, or one nobody documents', () => {
    expect(enhancedStatus('3.1.1')).toBeNull();
    expect(enhancedStatus('5.99.99')).toBeNull();
    expect(enhancedStatus('5.7')).toBeNull();
  });
});

it('a result of an authentication method passes, fails, or says nothing', () => {
  expect(saysOf('DMARC', 'PASS')).toBe('passes');
  expect(saysOf('spf', 'SoftFail')).toBe('fails');
  expect(saysOf('dkim', 'temperror')).toBe('unknown');
  expect(saysOf('dkim', 'maybe')).toBeNull();
  expect(saysOf('shoe-size', 'pass')).toBeNull();
});

it('a class of a library is known by its whole name and by its last part', () => {
  expect(connectionClassByName('smtplib.SMTPServerDisconnected')).toBeNull();
  expect(
    connectionClassesIn('smtplib.SMTPServerDisconnected: Connection unexpectedly closed')[0]?.fault,
  ).toBe('closed');
  expect(connectionClassesIn('Errno::ECONNREFUSED: Connection refused')[0]?.library).toContain('Ruby');
  expect(connectionClassesIn('System.Net.Mail.SmtpException: Failure sending mail.')[0]?.library).toContain(
    '.NET',
  );
  expect(connectionClassesIn('nothing of the kind')).toEqual([]);
  expect(
    connectionClasses().every(({ fault, library }) => /^[a-z-]{3,20}$/u.test(fault) && library !== ''),
  ).toBe(true);
});

it('the model of SES holds what both clients send and can be refused with', () => {
  expect(sesOperations).toContain('SendRawEmail');
  expect(sesv2Operations).toContain('SendBulkEmail');
  expect(sesv2Errors['TooManyRequestsException']).toBe(429);
  expect(sesErrors['MessageRejected']).toBe(400);
  expect(sesMembers).toContain('FromEmailAddress');
});
