/** A pasted text and what it has to be read as: the first code is one of `reads`; `never` must not be shown at all. */
export interface SymptomCase {
  text: string;
  /** Codes that may come first. */
  reads: readonly string[];
  /** Codes or areas (`smtp/`) that must not be shown. */
  never?: readonly string[];
  region?: string;
}

const denied = (service: string): string =>
  `AccessDenied: User: arn:aws:iam::111122223333:user/app is not authorized to perform: ${service} on resource: arn:aws:x:us-east-1:111122223333:y because no identity-based policy allows the ${service} action`;

/** What goes wrong between a client and SES, as SDKs, libraries and servers write it. */
export const clientTexts: Readonly<Record<string, SymptomCase>> = {
  'boto3: rate': {
    text: 'botocore.errorfactory.ThrottlingException: An error occurred (Throttling) when calling the SendEmail operation (reached max retries: 4): Maximum sending rate exceeded.',
    reads: ['quota/rate-exceeded'],
  },
  'boto3: daily quota': {
    text: 'botocore.exceptions.ClientError: An error occurred (Throttling) when calling the SendRawEmail operation: Daily message quota exceeded.',
    reads: ['quota/daily-exhausted'],
  },
  'JavaScript v3: TooManyRequests': {
    text: 'TooManyRequestsException: Maximum sending rate exceeded.\n    at de_TooManyRequestsExceptionRes (/app/node_modules/@aws-sdk/client-sesv2/dist-cjs/index.js:3000:21)',
    reads: ['quota/rate-exceeded'],
  },
  'CLI: control plane throttled': {
    text: 'An error occurred (TooManyRequestsException) when calling the ListEmailIdentities operation (reached max retries: 2): Too Many Requests (sesv2)',
    reads: ['access/throttled'],
    never: ['quota/'],
  },
  'smtplib: rate': {
    text: "smtplib.SMTPDataError: (454, b'Throttling failure: Maximum sending rate exceeded.')",
    reads: ['quota/rate-exceeded'],
  },
  'legacy credentials': {
    text: '454 Throttling failure: Maximum SigV2 SMTP sending rate exceeded',
    reads: ['quota/legacy-signature-rate'],
    never: ['quota/rate-exceeded'],
  },
  'JavaScript v2: paused': {
    text: 'MessageRejected: Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.\n    at Request.extractError (/var/task/node_modules/aws-sdk/lib/protocol/query.js:50:29)',
    reads: ['sending/paused-by-aws'],
  },
  'v2: SendingPausedException': {
    text: 'software.amazon.awssdk.services.sesv2.model.SendingPausedException: Sending paused for this account. (Service: SesV2, Status Code: 400, Request ID: 7f7d2d5f)',
    reads: ['sending/paused-by-aws', 'sending/disabled-by-you'],
  },
  'v1: AccountSendingPaused': {
    text: 'AccountSendingPausedException: Email sending is disabled for your entire Amazon SES account.',
    reads: ['sending/disabled-by-you', 'sending/paused-by-aws'],
  },
  'v1: configuration set paused': {
    text: 'ConfigurationSetSendingPausedException: Email sending is disabled for the configuration set marketing.',
    reads: ['configuration-set/sending-paused'],
  },
  'v1: configuration set missing': {
    text: 'ConfigurationSetDoesNotExist: Configuration set <tracking-set> does not exist.',
    reads: ['configuration-set/not-found'],
  },
  'SMTP: configuration set missing': {
    text: '554 Transaction failed: Configuration set does not exist',
    reads: ['configuration-set/not-found'],
  },
  'SMTP: configuration set missing, smtplib': {
    text: "smtplib.SMTPDataError: (554, b'Message rejected: Configuration Set <promo> does not exist.')",
    reads: ['configuration-set/not-found'],
  },
  'unverified, one free-mail address': {
    text: 'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: someone@gmail.com',
    reads: ['sandbox/recipient-not-verified', 'identity/not-verified'],
  },
  'unverified sender, Java v1': {
    text: 'com.amazonaws.services.simpleemail.model.MessageRejectedException: Email address is not verified. The following identities failed the check in region EU-WEST-1: Shop <noreply@shop.example>, noreply@shop.example (Service: AmazonSimpleEmailService; Status Code: 400; Error Code: MessageRejected; Request ID: 1)',
    reads: ['identity/not-verified'],
  },
  'unverified recipient, transcript': {
    text: 'C: MAIL FROM:<app@ok.example>\nS: 250 Ok\nC: RCPT TO:<guest@other.example>\nS: 250 Ok\nC: DATA\nS: 554 Message rejected: Email address is not verified. The following identities failed the check in region US-WEST-2: guest@other.example',
    reads: ['sandbox/recipient-not-verified'],
    never: ['identity/not-verified', 'identity/foreign-header'],
  },
  'foreign header': {
    text: 'postfix/smtp[1]: A1: to=<owner@ok.example>, relay=email-smtp.eu-west-1.amazonaws.com[198.51.100.3]:587, dsn=5.0.0, status=bounced (host email-smtp.eu-west-1.amazonaws.com[198.51.100.3] said: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: visitor@form.example (in reply to end of DATA command))\npostfix/qmgr[2]: A1: from=<web@ok.example>, size=1, nrcpt=1',
    reads: ['identity/foreign-header'],
  },
  'wrong Region by flag': {
    text: 'Email address is not verified. The following identities failed the check in region EU-WEST-1: a@b.example',
    region: 'us-east-1',
    reads: ['identity/wrong-region'],
  },
  'same Region by flag': {
    text: 'Email address is not verified. The following identities failed the check in region EU-WEST-1: info@b.example',
    region: 'eu-west-1',
    reads: ['identity/not-verified'],
  },
  'SMTP access denied': {
    text: "554 Access denied: User `arn:aws:iam::111122223333:user/ses-smtp-user.20200101-000000' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:us-east-1:111122223333:identity/example.com'",
    reads: ['send/access-denied'],
  },
  'cross account': {
    text: "User `arn:aws:iam::999999999999:role/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:us-east-1:111122223333:identity/example.com'",
    reads: ['send/cross-account-identity'],
  },
  'denied read': {
    text: 'An error occurred (AccessDeniedException) when calling the GetAccount operation: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: ses:GetAccount on resource: *',
    reads: ['access/denied'],
  },
  '535 plain': {
    text: '535 Authentication Credentials Invalid',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  '535 JavaMail': {
    text: 'javax.mail.AuthenticationFailedException: 535 Authentication Credentials Invalid\n\tat com.sun.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:965)',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  '535 nodemailer': {
    text: "Error: Invalid login: 535 Authentication Credentials Invalid\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:784:19) {\n  code: 'EAUTH',\n  response: '535 Authentication Credentials Invalid',\n  responseCode: 535,\n  command: 'AUTH PLAIN'\n}",
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  '535 temporary key': {
    text: 'smtp_user=ASIAIOSFODNN7EXAMPLE host=email-smtp.us-east-1.amazonaws.com\n535 Authentication Credentials Invalid',
    reads: ['smtp-credentials/temporary-key'],
  },
  '535 IAM user name': {
    text: 'username: ses-smtp-user.20240101-120000\n535 Authentication Credentials Invalid',
    reads: ['smtp-credentials/username-not-access-key'],
  },
  '535 not subscribed': { text: '535 Account not subscribed to SES', reads: ['send/account-not-subscribed'] },
  'SigV2 deprecated': {
    text: '535 Authentication Credentials Invalid: Signature Version 2 is deprecated',
    reads: ['smtp-credentials/password-legacy-signature', 'smtp-credentials/password-is-secret-key'],
  },
  '454 authentication': {
    text: '454 Temporary authentication failure',
    reads: ['smtp-credentials/temporary-failure'],
  },
  '530 authentication': {
    text: "smtplib.SMTPSenderRefused: (530, b'Authentication required', 'app@example.com')",
    reads: ['smtp-credentials/not-used'],
  },
  '530 Go': {
    text: '2026/01/02 10:00:00 mail: 530 Authentication required',
    reads: ['smtp-credentials/not-used'],
  },
  '451 idle': {
    text: 'Exim: SMTP error from remote mail server after initial connection: 451 Timeout waiting for data from client.',
    reads: ['send/idle-timeout'],
  },
  '421 idle': { text: '421 Timeout waiting for data from client', reads: ['send/idle-timeout'] },
  '552 too long': { text: '552 Message is too long.', reads: ['send/message-too-large'] },
  'API too long': {
    text: "An error occurred (InvalidParameterValue) when calling the SendRawEmail operation: Message length is more than 10485760 bytes long: '13924566'.",
    reads: ['send/message-too-large'],
  },
  'duplicate header': {
    text: "554 Transaction failed: Duplicate header 'Content-Type'.",
    reads: ['send/mime-invalid'],
  },
  'missing final domain': {
    text: "InvalidParameterValue: Missing final '@domain'",
    reads: ['send/address-syntax'],
  },
  'illegal character': {
    text: '554 Transaction failed: Domain contains illegal character',
    reads: ['send/address-syntax'],
  },
  'non-ASCII': {
    text: 'BadRequestException: There are non-ASCII characters in the email address.\n aws sesv2',
    reads: ['send/address-syntax'],
  },
  '501 rcpt': { text: '501 Invalid RCPT TO address provided', reads: ['send/address-syntax'] },
  'no recipients': {
    text: 'ses.SendEmail InvalidParameterValue: There are no recipients specified',
    reads: ['send/no-recipients'],
  },
  'mail from not verified': {
    text: 'MailFromDomainNotVerifiedException: Mail FROM domain is not verified.',
    reads: ['mail-from/rejects-on-failure'],
    never: ['identity/'],
  },
  'bulk status': {
    text: '{"BulkEmailEntryResults":[{"Status":"ACCOUNT_DAILY_QUOTA_EXCEEDED","Error":"Daily message quota exceeded"}]}',
    reads: ['quota/daily-exhausted'],
  },
  'bulk template missing': {
    text: '{"BulkEmailEntryResults":[{"Status":"TEMPLATE_NOT_FOUND","Error":"Template welcome does not exist"}]}',
    reads: ['template/not-found'],
  },
  'Django without template': {
    text: 'django.template.exceptions.TemplateDoesNotExist: emails/welcome.html',
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['template/'],
  },
  'v1 rendering attribute': {
    text: "MissingRenderingAttribute: Attribute 'firstName' is not present in the rendering data.",
    reads: ['template/missing-variable'],
  },
  'invalid template data': {
    text: 'ses InvalidRenderingParameter: Template rendering data is not valid JSON',
    reads: ['template/data-invalid-json'],
  },
  'PHP no credentials': {
    text: 'Aws\\Exception\\CredentialsException: Error retrieving credentials from the instance profile metadata service. (cURL error 28: Connection timed out)\n SesClient->sendEmail',
    reads: ['access/no-credentials'],
    never: ['smtp/'],
  },
  'JavaScript v3 no credentials': {
    text: 'CredentialsProviderError: Could not load credentials from any providers\n    at /app/node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js:134:11',
    reads: ['access/no-credentials'],
  },
  'Java v2 no credentials': {
    text: 'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(...)',
    reads: ['access/no-credentials'],
  },
  'Go v1 no credentials': {
    text: 'NoCredentialProviders: no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors',
    reads: ['access/no-credentials'],
  },
  profile: {
    text: 'botocore.exceptions.ProfileNotFound: The config profile (mailer) could not be found',
    reads: ['access/profile-not-found'],
  },
  'expired token': {
    text: 'An error occurred (ExpiredToken) when calling the SendEmail operation: The security token included in the request is expired',
    reads: ['access/credentials-expired'],
  },
  SSO: {
    text: 'CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
    reads: ['access/credentials-expired'],
  },
  'invalid token': {
    text: 'InvalidClientTokenId: The security token included in the request is invalid. (Service: AmazonSimpleEmailService)',
    reads: ['access/credentials-rejected'],
  },
  'unrecognized client': {
    text: 'UnrecognizedClientException: The security token included in the request is invalid.',
    reads: ['access/credentials-rejected'],
  },
  'JavaScript v3 no Region': {
    text: 'Error: Region is missing\n    at default (/app/node_modules/@aws-sdk/config-resolver/dist-cjs/index.js:99:11)',
    reads: ['access/region-missing'],
  },
  'JavaScript v2 no Region': {
    text: 'ConfigError: Missing region in config\n    at Request.VALIDATE_REGION (/var/task/node_modules/aws-sdk/lib/event_listeners.js:92:45)',
    reads: ['access/region-missing'],
  },
  'Ruby no Region': {
    text: "Aws::Errors::MissingRegionError: No region was provided. Configure the `:region` option or export the region name to ENV['AWS_REGION']",
    reads: ['access/region-missing'],
  },
  'unknown Region': {
    text: 'Error: getaddrinfo ENOTFOUND email.eu-west-9.amazonaws.com',
    reads: ['access/region-invalid', 'access/endpoint-unreachable'],
    never: ['smtp/'],
  },
  'API refused': {
    text: 'connect ECONNREFUSED 203.0.113.9:443 https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails',
    reads: ['access/endpoint-unreachable'],
    never: ['smtp/'],
  },
  'API connect timeout, boto3': {
    text: 'botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://email.eu-central-1.amazonaws.com/"',
    reads: ['access/endpoint-unreachable'],
    never: ['smtp/'],
  },
  'SMTP refused': {
    text: 'dial tcp 198.51.100.2:587: connect: connection refused (email-smtp.us-east-1.amazonaws.com)',
    reads: ['smtp/connection-refused'],
  },
  'SMTP name': {
    text: 'Error: getaddrinfo ENOTFOUND email-smtp.us-east-1.amazonaws.co',
    reads: ['smtp/name-not-resolved'],
  },
  'SMTP Region without SMTP': {
    text: 'getaddrinfo ENOTFOUND email-smtp.me-south-1.amazonaws.com',
    reads: ['smtp/region-has-no-endpoint', 'smtp/name-not-resolved'],
  },
  'SMTP timeout': {
    text: "Error: Connection timeout\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19) {\n  code: 'ETIMEDOUT',\n  command: 'CONN'\n}\nhost: 'email-smtp.eu-west-1.amazonaws.com', port: 25",
    reads: ['smtp/port-blocked'],
  },
  'SMTP unreachable': {
    text: 'connect ENETUNREACH 2001:db8::25:587 email-smtp.us-west-2.amazonaws.com',
    reads: ['smtp/no-route'],
  },
  'SMTP reset': {
    text: 'read ECONNRESET email-smtp.us-west-2.amazonaws.com:465',
    reads: ['smtp/connection-reset'],
  },
  'wrong version number': {
    text: "Error: 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:332:\n  host: 'email-smtp.us-east-1.amazonaws.com', port: 587, secure: true",
    reads: ['smtp/tls-mode-mismatch'],
  },
  'Java plaintext': {
    text: 'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n\tat email-smtp.us-east-1.amazonaws.com:587',
    reads: ['smtp/tls-mode-mismatch'],
  },
  'Java old TLS': {
    text: 'javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate) email-smtp.eu-west-1.amazonaws.com',
    reads: ['smtp/tls-version-too-old'],
  },
  'Java PKIX': {
    text: 'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target; host email-smtp.us-east-1.amazonaws.com',
    reads: ['smtp/certificate-untrusted'],
  },
  'certificate name': {
    text: "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: smtp.internal.example. is not in the cert's altnames: DNS:email-smtp.us-east-1.amazonaws.com",
    reads: ['smtp/certificate-name-mismatch'],
  },
  'STARTTLS not offered': {
    text: 'smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server. (email-smtp.us-east-1.amazonaws.com:587)',
    reads: ['smtp/starttls-missing'],
  },
  'silent port 465': {
    text: 'postfix/smtp[4]: 9C1: to=<a@b.example>, relay=email-smtp.us-east-1.amazonaws.com[198.51.100.1]:465, delay=300, dsn=4.4.2, status=deferred (conversation with email-smtp.us-east-1.amazonaws.com[198.51.100.1] timed out while receiving the initial server greeting)',
    reads: ['smtp/tls-mode-mismatch', 'smtp/silent'],
  },
  'Postfix 535': {
    text: 'postfix/smtp[9]: 1: to=<a@b.example>, relay=email-smtp.us-east-1.amazonaws.com[198.51.100.1]:587, dsn=4.7.8, status=deferred (SASL authentication failed; server email-smtp.us-east-1.amazonaws.com[198.51.100.1] said: 535 Authentication Credentials Invalid)',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
    never: ['bounce/'],
  },
  'Exim 454': {
    text: '2026-01-01 10:00:00 1abc == a@b.example R=smarthost T=remote_smtp defer (-46) H=email-smtp.us-east-1.amazonaws.com [198.51.100.1]: SMTP error from remote mail server after end of data: 454 Throttling failure: Daily message quota exceeded.',
    reads: ['quota/daily-exhausted'],
  },
  'sandbox notice': {
    text: 'Amazon SES: your account is in the sandbox, so you can only send to verified addresses',
    reads: ['sandbox/account-in-sandbox'],
  },
  'DKIM notice': {
    text: 'Subject: Amazon SES DKIM setup FAILURE for shop.example in US East (N. Virginia) region',
    reads: ['dkim/status-failed'],
  },
  'subscription confirmation': {
    text: '{"Type":"SubscriptionConfirmation","MessageId":"1","Token":"abc","TopicArn":"arn:aws:sns:us-east-1:111122223333:bounces","Message":"You have chosen to subscribe to the topic","SubscribeURL":"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"}',
    reads: ['events/no-subscriber'],
  },
  'success with message id': {
    text: '{"MessageId":"0100019562bb-11112222-3333-4444-5555-666677778888-000000"}\n$ aws sesv2 send-email done, email sent',
    reads: ['send/no-failure'],
    never: ['bounce/'],
  },
  'Postfix sent': {
    text: 'postfix/smtp[1]: 1: to=<a@b.example>, relay=email-smtp.us-east-1.amazonaws.com[198.51.100.1]:587, dsn=2.0.0, status=sent (250 Ok 0100019562bb-11112222-3333-4444-5555-666677778888-000000)',
    reads: ['send/no-failure'],
  },
  'Postfix direct': {
    text: "postfix/smtp[1]: 1: to=<a@gmail.com>, relay=gmail-smtp-in.l.google.com[203.0.113.27]:25, dsn=5.7.26, status=bounced (host gmail-smtp-in.l.google.com[203.0.113.27] said: 550-5.7.26 Unauthenticated email from b.example is not accepted due to domain's DMARC policy.)",
    reads: ['send/not-sent-by-ses'],
    never: ['bounce/'],
  },
  SendGrid: {
    text: 'Error: 401 Unauthorized from https://api.sendgrid.com/v3/mail/send',
    reads: ['send/not-sent-by-ses'],
  },
  'Gmail submission': {
    text: '535-5.7.8 Username and Password not accepted. Learn more at https://support.google.com/mail/?p=BadCredentials smtp.gmail.com',
    reads: ['send/not-sent-by-ses'],
    never: ['smtp-credentials/'],
  },
  'Office 365 submission': {
    text: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. [smtp.office365.com]',
    reads: ['send/not-sent-by-ses'],
    never: ['smtp-credentials/', 'send/tenant'],
  },
  S3: {
    text: denied('s3:GetObject'),
    reads: ['send/not-sent-by-ses'],
    never: ['send/access-denied', 'access/'],
  },
  SQS: { text: denied('sqs:SendMessage'), reads: ['send/not-sent-by-ses'] },
  MySQL: {
    text: "SQLSTATE[HY000] [2002] Connection refused (SQL: select * from users where email = 'a@b.example')",
    reads: ['send/unrecognised'],
    never: ['smtp/'],
  },
  nginx: {
    text: '2026/01/01 00:00:00 [error] 7#7: *1 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 203.0.113.1, server: example.com',
    reads: ['send/unrecognised'],
  },
  Kubernetes: {
    text: 'Warning  Unhealthy  kubelet  Readiness probe failed: Get "http://10.1.2.3:8080/health": dial tcp 10.1.2.3:8080: connect: connection refused',
    reads: ['send/unrecognised'],
  },
  'Python traceback': {
    text: 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'name\'',
    reads: ['send/unrecognised'],
  },
  prose: {
    text: 'Hello, could you please tell me when the order will be shipped? Best regards',
    reads: ['send/unrecognised'],
  },
  git: {
    text: 'fatal: unable to access https://github.com/x/y.git/: Could not resolve host: github.com',
    reads: ['send/unrecognised'],
    never: ['smtp/'],
  },
  'HTTP 550-like number': {
    text: 'GET /item/550 Not Found 404',
    reads: ['send/unrecognised'],
    never: ['bounce/'],
  },
  JWT: {
    text: 'JsonWebTokenError: invalid signature; TokenExpiredError: jwt expired',
    reads: ['send/unrecognised'],
    never: ['access/'],
  },
  npm: {
    text: 'npm ERR! code ETIMEDOUT\nnpm ERR! network request to https://registry.npmjs.org/x failed, reason: connect ETIMEDOUT',
    reads: ['send/unrecognised'],
  },
  empty: { text: '', reads: ['send/unrecognised'] },
  blanks: { text: ' \n\t\r\n ', reads: ['send/unrecognised'] },
  WordPress: {
    text: 'WP Mail SMTP: Mailer: Other SMTP SMTP Host: email-smtp.us-east-1.amazonaws.com SMTP Error: Could not authenticate.',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  msmtp: {
    text: 'msmtp: authentication failed (method PLAIN)\nmsmtp: server message: 535 Authentication Credentials Invalid\nmsmtp: could not send mail',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  Grafana: {
    text: 'logger=ngalert.notifier.email level=error msg="Failed to send alert notification email" error="gomail: could not send email 1: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: admin@grafana.localhost"',
    reads: ['send/envelope-sender-invalid', 'identity/not-verified'],
  },
  Keycloak: {
    text: "org.keycloak.email.EmailException: com.sun.mail.util.MailConnectException: Couldn't connect to host, port: email-smtp.eu-west-1.amazonaws.com, 587; timeout 10000; nested exception is: java.net.SocketTimeoutException: Connect timed out",
    reads: ['smtp/port-blocked'],
  },
  GitLab: {
    text: 'Net::SMTPAuthenticationError: 535 Authentication Credentials Invalid',
    reads: [
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
  },
  'Net::OpenTimeout': {
    text: 'Net::OpenTimeout: execution expired\n address: email-smtp.us-east-1.amazonaws.com port: 25',
    reads: ['smtp/port-blocked'],
  },
  'Rails SSL': {
    text: 'OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: wrong version number (email-smtp.us-east-1.amazonaws.com:587)',
    reads: ['smtp/tls-mode-mismatch'],
  },
  'PHP: the daily quota under a line that says Throttling': {
    text: 'Aws\\Ses\\Exception\\SesException: Error executing "SendRawEmail" on "https://email.us-west-2.amazonaws.com"; AWS HTTP error: Client error: `POST https://email.us-west-2.amazonaws.com` resulted in a `454 Throttling` response:\n<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">\n    <Code>Throttling</Code>\n    <Message>Daily message quota exceeded.</Message>',
    reads: ['quota/daily-exhausted'],
    never: ['quota/rate-exceeded', 'access/throttled'],
  },
  'MailKit: TLS from the start on the port for STARTTLS': {
    text: 'MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.\nWhen connecting to an SMTP service, port 587 is typically reserved for plain-text connections. If you intended to connect to SMTP on the SSL port, try connecting to port 465 instead.\n host email-smtp.us-west-2.amazonaws.com',
    reads: ['smtp/tls-mode-mismatch'],
  },
  'PHP: the reason stands on the line below': {
    text: 'PHP Warning: stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages:\nerror:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed in class-smtp.php on line 476 (email-smtp.eu-west-1.amazonaws.com:587)',
    reads: ['smtp/certificate-untrusted'],
  },
  'Python: nothing comes on port 465': {
    text: 'smtplib.SMTPServerDisconnected: Connection unexpectedly closed: timed out\n smtplib.SMTP("email-smtp.us-east-1.amazonaws.com", 465)',
    reads: ['smtp/silent', 'smtp/tls-mode-mismatch'],
  },
  'a contact list that is not there, without a word of SES': {
    text: "BadRequestException: Contact List with name newsletter doesn't exist.",
    reads: ['send/list-management'],
  },
  'a notice of a pause that gives the complaint rate as its reason': {
    text: 'Hello,\nWe reviewed your account and determined that we need to pause the sending capability of your Amazon SES account in the US East (N. Virginia) region because the complaint rate is too high.',
    reads: ['sending/paused-by-aws'],
    never: ['sending/under-review'],
  },
  'a refusal of production access': {
    text: 'Thank you for providing us with additional information regarding your sending limits. We are unable to grant your request at this time. We reviewed your request and determined that your use of Amazon SES could have a negative impact on our service.',
    reads: ['sandbox/review-denied'],
  },
  'source code that sends and logs': {
    text: 'const client = new SESv2Client({ region: "eu-west-1" });\n  await client.send(new SendEmailCommand({ ListManagementOptions: { ContactListName: "weekly" } }));\n  console.error("failed to render or send", e);',
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['*'],
  },
  'a configuration that names event types': {
    text: 'resource "aws_ses_event_destination" "sns" {\n  configuration_set_name = aws_ses_configuration_set.main.name\n  matching_types         = ["bounce", "complaint", "renderingFailure", "reject"]\n}',
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['*'],
  },
  'a content type that is bad is no bad content': {
    text: 'An error occurred (BadRequestException) when calling the SendEmail operation: Bad content-type or missing boundary parameter',
    reads: ['send/mime-invalid'],
    never: ['send/rejected-content'],
  },
  'a profile, without another word of AWS': {
    text: 'The config profile (prod) could not be found',
    reads: ['access/profile-not-found'],
  },
  'a quote that is not closed': {
    text: "554 Transaction failed: Missing '\"'",
    reads: ['send/address-syntax'],
  },
  'Java: 503': {
    text: 'ServiceUnavailable: Service is temporarily unavailable, please retry (AmazonSimpleEmailService; Status Code: 503)',
    reads: ['send/temporary-failure'],
  },
  'documentation that mentions reviews and Regions': {
    text: '# Amazon SES troubleshooting\nTo move out of the sandbox open a support case. The review period is usually 21 days. Specify a region with --region.',
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['*'],
  },
  'settings of a transport': {
    text: "nodemailer.createTransport({ host: 'email-smtp.eu-west-1.amazonaws.com', port: 465, secure: true, connectionTimeout: 10000, greetingTimeout: 5000 })",
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['*'],
  },
  'npm cannot fetch the client': {
    text: 'npm ERR! code ETIMEDOUT\nnpm ERR! network request to https://registry.npmjs.org/@aws-sdk%2fclient-ses failed',
    reads: ['send/unrecognised', 'send/not-sent-by-ses'],
    never: ['*'],
  },
};
