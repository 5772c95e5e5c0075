import { once } from '../../model/once.ts';
import type { SocketFault } from './errno.ts';

/** What a class or a code of a library says about a connection. */
export type ConnectionFault =
  | SocketFault
  /** TLS failed, in a way that only the message tells. */
  | 'tls'
  /** The certificate of the other side was not accepted. */
  | 'certificate'
  /** The other side offers no TLS where the library asks for it. */
  | 'no-starttls'
  /** Login failed; the reply beside it says why. */
  | 'login'
  /** The library knows no mechanism that the server offers. */
  | 'no-mechanism'
  /** The server refused sender, recipient or message; the reply beside it says why. */
  | 'sender'
  | 'recipient'
  | 'message'
  /** A reply that is none of SMTP, or none at all. */
  | 'no-reply'
  /** A connection failed; only the message or the cause tells how. */
  | 'connection'
  /** A setting of the library is wrong or missing. */
  | 'setting';

/** A class, constant or code by which a library names a failure of a connection. */
export interface ConnectionClass {
  readonly name: string;
  readonly library: string;
  readonly fault: ConnectionFault;
  readonly source: string;
}

/** `library (source): fault: name, name`. */
const rows: readonly string[] = [
  'Node.js (nodejs.org/api/errors.html): refused: ECONNREFUSED',
  'Node.js (nodejs.org/api/errors.html): tls: ERR_SSL_WRONG_VERSION_NUMBER, ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION, ERR_TLS_HANDSHAKE_TIMEOUT, EPROTO, ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE, ERR_SSL_UNSUPPORTED_PROTOCOL',
  'Node.js (nodejs.org/api/tls.html): certificate: ERR_TLS_CERT_ALTNAME_INVALID, SELF_SIGNED_CERT_IN_CHAIN, DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, UNABLE_TO_GET_ISSUER_CERT_LOCALLY, UNABLE_TO_GET_ISSUER_CERT, CERT_HAS_EXPIRED, CERT_NOT_YET_VALID, CERT_UNTRUSTED, HOSTNAME_MISMATCH',
  'Node.js undici (github.com/nodejs/undici docs/api/Errors.md): timed-out: UND_ERR_CONNECT_TIMEOUT, UND_ERR_HEADERS_TIMEOUT, UND_ERR_BODY_TIMEOUT, ConnectTimeoutError, HeadersTimeoutError, BodyTimeoutError',
  'Node.js undici (github.com/nodejs/undici docs/api/Errors.md): closed: UND_ERR_SOCKET, SocketError',
  'nodemailer (nodemailer.com/errors): connection: ECONNECTION, ESOCKET',
  'nodemailer (nodemailer.com/errors): timed-out: ETIMEDOUT',
  'nodemailer (nodemailer.com/errors): name-not-found: EDNS',
  'nodemailer (nodemailer.com/errors): tls: ETLS',
  'nodemailer (nodemailer.com/errors): login: EAUTH, EOAUTH2, ENOAUTH',
  'nodemailer (nodemailer.com/errors): message: EENVELOPE, EMESSAGE, ESTREAM',
  'nodemailer (nodemailer.com/errors): no-reply: EPROTOCOL',
  'AWS SDK for JavaScript (@smithy/node-http-handler): timed-out: RequestTimeout',
  'AWS SDK for JavaScript (aws-sdk v2): connection: NetworkingError, UnknownEndpoint',
  'Python (docs.python.org/3/library/exceptions.html): refused: ConnectionRefusedError',
  'Python (docs.python.org/3/library/exceptions.html): reset: ConnectionResetError, ConnectionAbortedError',
  'Python (docs.python.org/3/library/exceptions.html): closed: BrokenPipeError, EOFError',
  'Python (docs.python.org/3/library/exceptions.html): timed-out: TimeoutError, socket.timeout, asyncio.TimeoutError',
  'Python (docs.python.org/3/library/socket.html): name-not-found: socket.gaierror, gaierror',
  'Python (docs.python.org/3/library/ssl.html): certificate: ssl.SSLCertVerificationError, SSLCertVerificationError, ssl.CertificateError',
  'Python (docs.python.org/3/library/ssl.html): closed: ssl.SSLEOFError, SSLEOFError, ssl.SSLZeroReturnError',
  'Python (docs.python.org/3/library/ssl.html): tls: ssl.SSLError, SSLError',
  'Python smtplib (docs.python.org/3/library/smtplib.html): login: SMTPAuthenticationError',
  'Python smtplib (docs.python.org/3/library/smtplib.html): sender: SMTPSenderRefused',
  'Python smtplib (docs.python.org/3/library/smtplib.html): recipient: SMTPRecipientsRefused',
  'Python smtplib (docs.python.org/3/library/smtplib.html): message: SMTPDataError',
  'Python smtplib (docs.python.org/3/library/smtplib.html): closed: SMTPServerDisconnected',
  'Python smtplib (docs.python.org/3/library/smtplib.html): connection: SMTPConnectError, SMTPHeloError',
  'Python smtplib (docs.python.org/3/library/smtplib.html): no-mechanism: SMTPNotSupportedError',
  'Python aiosmtplib (aiosmtplib.readthedocs.io): timed-out: SMTPConnectTimeoutError, SMTPReadTimeoutError, SMTPTimeoutError',
  'Python aiosmtplib (aiosmtplib.readthedocs.io): no-reply: SMTPResponseException',
  'botocore (botocore/exceptions.py): timed-out: ConnectTimeoutError, ReadTimeoutError',
  'botocore (botocore/exceptions.py): connection: EndpointConnectionError, ConnectionError, HTTPClientError, ProxyConnectionError',
  'botocore (botocore/exceptions.py): closed: ConnectionClosedError',
  'botocore (botocore/exceptions.py): login: NoCredentialsError, PartialCredentialsError, CredentialRetrievalError, TokenRetrievalError, SSOTokenLoadError, UnauthorizedSSOTokenError',
  'botocore (botocore/exceptions.py): setting: NoRegionError, UnknownServiceError, ParamValidationError, ProfileNotFound',
  'urllib3 (urllib3.readthedocs.io): connection: NewConnectionError, MaxRetryError, ProtocolError',
  'urllib3 (urllib3.readthedocs.io): name-not-found: NameResolutionError',
  'Java (java.net): refused: java.net.ConnectException, ConnectException',
  'Java (java.net): timed-out: java.net.SocketTimeoutException, SocketTimeoutException, ConnectTimeoutException, HttpConnectTimeoutException',
  'Java (java.net): reset: java.net.SocketException, SocketException',
  'Java (java.net): name-not-found: java.net.UnknownHostException, UnknownHostException',
  'Java (java.net): unreachable: NoRouteToHostException',
  'Java (javax.net.ssl): tls: SSLHandshakeException, SSLException, SSLProtocolException',
  'Java (javax.net.ssl): certificate: SSLPeerUnverifiedException, CertPathValidatorException, SunCertPathBuilderException, CertificateExpiredException, ValidatorException',
  'JavaMail (jakarta.mail): login: AuthenticationFailedException',
  'JavaMail (jakarta.mail): connection: MailConnectException, com.sun.mail.util.MailConnectException',
  'JavaMail (jakarta.mail): message: SMTPSendFailedException, SendFailedException, MessagingException',
  'JavaMail (jakarta.mail): recipient: SMTPAddressFailedException',
  'JavaMail (jakarta.mail): sender: SMTPSenderFailedException',
  'Spring (org.springframework.mail): login: MailAuthenticationException',
  'Spring (org.springframework.mail): message: MailSendException',
  'AWS SDK for Java (software.amazon.awssdk.core): connection: SdkClientException, UnableToExecuteHttpRequestException',
  'AWS SDK for Java (software.amazon.awssdk.core): timed-out: ApiCallTimeoutException, ApiCallAttemptTimeoutException',
  'Go (pkg.go.dev/net): connection: net.OpError, *net.OpError',
  'Go (pkg.go.dev/net): name-not-found: net.DNSError, *net.DNSError',
  'Go (pkg.go.dev/crypto/x509): certificate: x509.UnknownAuthorityError, x509.HostnameError, x509.CertificateInvalidError',
  'Go (pkg.go.dev/crypto/tls): tls: tls.RecordHeaderError, tls.AlertError',
  'Go (pkg.go.dev/net/textproto): no-reply: textproto.ProtocolError, textproto.Error',
  '.NET (System.Net.Mail): message: System.Net.Mail.SmtpException, SmtpException',
  '.NET (System.Net.Mail): recipient: SmtpFailedRecipientException, SmtpFailedRecipientsException',
  '.NET (System.Net.Sockets): connection: System.Net.Sockets.SocketException, System.Net.WebException, WebException, HttpRequestException',
  '.NET (System.Security.Authentication): tls: AuthenticationException, System.Security.Authentication.AuthenticationException',
  '.NET (System.IO): closed: System.IO.IOException',
  'MailKit (mimekit.net): login: MailKit.Security.AuthenticationException, SaslException',
  'MailKit (mimekit.net): tls: MailKit.Security.SslHandshakeException, SslHandshakeException',
  'MailKit (mimekit.net): message: SmtpCommandException',
  'MailKit (mimekit.net): no-reply: SmtpProtocolException',
  'MailKit (mimekit.net): setting: ServiceNotAuthenticatedException, ServiceNotConnectedException',
  'PHP Symfony Mailer (symfony.com/doc/current/mailer.html): connection: Symfony\\Component\\Mailer\\Exception\\TransportException, TransportException',
  'PHP Swift Mailer (swiftmailer): connection: Swift_TransportException',
  'PHP Guzzle (docs.guzzlephp.org): connection: GuzzleHttp\\Exception\\ConnectException',
  'PHPMailer (github.com/PHPMailer/PHPMailer): connection: PHPMailer\\PHPMailer\\Exception, phpmailerException',
  'Ruby (ruby-doc.org Errno): refused: Errno::ECONNREFUSED',
  'Ruby (ruby-doc.org Errno): reset: Errno::ECONNRESET, Errno::ECONNABORTED',
  'Ruby (ruby-doc.org Errno): closed: Errno::EPIPE',
  'Ruby (ruby-doc.org Errno): timed-out: Errno::ETIMEDOUT, Net::OpenTimeout, Net::ReadTimeout, Net::WriteTimeout, Timeout::Error',
  'Ruby (ruby-doc.org Errno): unreachable: Errno::EHOSTUNREACH, Errno::ENETUNREACH',
  'Ruby (ruby-doc.org SocketError): name-not-found: Socket::ResolutionError',
  'Ruby (ruby-doc.org OpenSSL): tls: OpenSSL::SSL::SSLError',
  'Ruby Net::SMTP (ruby-doc.org): login: Net::SMTPAuthenticationError',
  'Ruby Net::SMTP (ruby-doc.org): message: Net::SMTPFatalError, Net::SMTPServerBusy, Net::SMTPUnknownError',
  'Ruby Net::SMTP (ruby-doc.org): no-starttls: Net::SMTPUnsupportedCommand',
  'Ruby Net::SMTP (ruby-doc.org): no-reply: Net::SMTPSyntaxError',
  'AWS SDK for Ruby (seahorse): connection: Seahorse::Client::NetworkingError',
  'AWS SDK for Ruby (aws-sdk-core): login: Aws::Errors::MissingCredentialsError',
  'AWS SDK for Ruby (aws-sdk-core): setting: Aws::Errors::MissingRegionError',
  'Rust (std::io::ErrorKind): refused: ConnectionRefused',
  'Rust (std::io::ErrorKind): reset: ConnectionReset, ConnectionAborted',
  'Rust (std::io::ErrorKind): closed: BrokenPipe, UnexpectedEof',
  'Rust (std::io::ErrorKind): timed-out: TimedOut',
  'Rust (std::io::ErrorKind): unreachable: HostUnreachable, NetworkUnreachable',
  'Rust rustls (docs.rs/rustls): tls: InvalidContentType, InvalidMessage, AlertReceived, CorruptMessage',
  'Rust rustls (docs.rs/rustls): certificate: InvalidCertificate, UnknownIssuer, NotValidForName',
  'AWS SDK for Rust (aws-smithy-runtime-api): connection: DispatchFailure',
  'AWS SDK for Rust (aws-smithy-runtime-api): timed-out: ConnectorError',
  'Elixir Swoosh, gen_smtp (hexdocs.pm): no-starttls: tls_failed, missing_requirement',
  'Elixir Swoosh, gen_smtp (hexdocs.pm): connection: retries_exceeded, network_failure, no_more_hosts',
  'Elixir Swoosh, gen_smtp (hexdocs.pm): login: auth_failed',
  'Erlang (inet): refused: econnrefused',
  'Erlang (inet): name-not-found: nxdomain',
  'Erlang (inet): timed-out: etimedout',
];

/** Every class, each with its library. A name may stand with several libraries. */
export const connectionClasses = once((): readonly ConnectionClass[] =>
  rows.flatMap((row) => {
    const match = /^(.{1,60}) \((.{1,80})\): (.*)$/u.exec(row);
    const parts = (match?.[3] ?? '').split(': ');
    const names = parts.at(-1) ?? '';
    const fault = parts.at(-2) ?? '';
    return names.split(', ').map((name) => ({
      name,
      library: match?.[1] ?? '',
      fault: fault as ConnectionFault,
      source: match?.[2] ?? '',
    }));
  }),
);

const byName = once(
  () =>
    new Map(
      connectionClasses()
        .toReversed()
        .map((row) => [row.name, row]),
    ),
);

/** The class of that very name, or null. */
export const connectionClassByName = (name: string): ConnectionClass | null => byName().get(name) ?? null;

/** The classes that stand in a line, in its order. */
export function connectionClassesIn(line: string): readonly ConnectionClass[] {
  return [...line.slice(0, 4096).matchAll(/\*?[A-Za-z_][\w.:\\]{3,90}/gu)].flatMap(([word]) => {
    const name = word.replace(/[.:\\]{1,3}$/u, '');
    const found = byName().get(name) ?? byName().get(name.split(/[.\\]/u).at(-1) ?? '');
    return found === undefined ? [] : [found];
  });
}
