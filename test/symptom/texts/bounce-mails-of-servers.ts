/** A bounce mail of a family of mail servers, composed in the shape that it has. */
export interface BounceMail {
  family: string;
  text: string;
  /** Codes of which one must be told: what the mail says of the delivery. */
  tells: readonly string[];
}

const mail = (fields: string, body: string): string => `${fields.trim()}\n\n${body.replace(/^\n/u, '')}`;

/** Bounce mails of servers that anybody can run. */
export const mailsOfServers: readonly BounceMail[] = [
  {
    family: 'Postfix, notification for people alone',
    text: mail(
      `From: MAILER-DAEMON@mx7.harbour.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: news@shop.example`,
      `
This is the mail system at host mx7.harbour.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<olga@harbour.example>: host mx.harbour.example[192.0.2.14] said: 550 5.1.1
    <olga@harbour.example>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Postfix, mail loops',
    text: mail(
      `From: MAILER-DAEMON@relay.harbour.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: news@shop.example
Content-Type: multipart/report; report-type=delivery-status; boundary="x"`,
      `
--x
Content-Type: text/plain

This is the mail system at host relay.harbour.example.

<olga@harbour.example>: mail for harbour.example loops back to myself

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.harbour.example
X-Postfix-Queue-ID: 4F1C2A
Arrival-Date: Tue,  3 Mar 2026 10:00:00 +0100 (CET)

Final-Recipient: rfc822; olga@harbour.example
Action: failed
Status: 5.4.6
Diagnostic-Code: X-Postfix; mail for harbour.example loops back to myself

--x--`,
    ),
    tells: ['bounce/recipient-server-fault', 'recipient/mx-broken'],
  },
  {
    family: 'Postfix, delayed',
    text: mail(
      `From: MAILER-DAEMON@relay.harbour.example (Mail Delivery System)
Subject: Delayed Mail (still being retried)
To: news@shop.example
Content-Type: multipart/report; report-type=delivery-status; boundary="x"`,
      `
--x
Content-Type: text/plain

####################################################################
# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
####################################################################

Your message could not be delivered for more than 4 hour(s).
It will be retried until it is 5 day(s) old.

<olga@harbour.example>: host mx.harbour.example[192.0.2.14] said: 452 4.2.2
    The email account that you tried to reach is over quota (in reply to RCPT TO command)

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.harbour.example

Final-Recipient: rfc822; olga@harbour.example
Action: delayed
Status: 4.2.2
Remote-MTA: dns; mx.harbour.example
Diagnostic-Code: smtp; 452 4.2.2 The email account that you tried to reach is over quota
Will-Retry-Until: Sun,  8 Mar 2026 10:00:00 +0100 (CET)

--x--`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Postfix, refused by SES as relayhost',
    text: mail(
      `From: MAILER-DAEMON@web1.shop.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: www-data@web1.shop.example
Content-Type: multipart/report; report-type=delivery-status; boundary="x"`,
      `
--x
Content-Type: text/plain

This is the mail system at host web1.shop.example.

<olga@harbour.example>: host email-smtp.eu-west-1.amazonaws.com[52.18.1.1] said:
    554 Message rejected: Email address is not verified. The following
    identities failed the check in region EU-WEST-1: www-data@web1.shop.example
    (in reply to end of DATA command)

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; web1.shop.example
X-Postfix-Sender: rfc822; www-data@web1.shop.example

Final-Recipient: rfc822; olga@harbour.example
Action: failed
Status: 5.0.0
Remote-MTA: dns; email-smtp.eu-west-1.amazonaws.com
Diagnostic-Code: smtp; 554 Message rejected: Email address is not verified. The
    following identities failed the check in region EU-WEST-1:
    www-data@web1.shop.example

--x--`,
    ),
    tells: ['identity/not-verified'],
  },
  {
    family: 'Exim, refused by SES as smarthost',
    text: mail(
      `From: Mail Delivery System <Mailer-Daemon@web2.shop.example>
To: root@web2.shop.example
Auto-Submitted: auto-replied
X-Failed-Recipients: olga@harbour.example
Subject: Mail delivery failed: returning message to sender`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  olga@harbour.example
    host email-smtp.us-east-1.amazonaws.com [54.161.1.2]
    SMTP error from remote mail server after end of data:
    554 Transaction failed: Missing final '@domain'

--- This is a copy of the message, including all the headers. ---
`,
    ),
    tells: ['send/address-syntax', 'send/envelope-sender-invalid'],
  },
  {
    family: 'Sendmail, refused by SES as smarthost',
    text: mail(
      `From: Mail Delivery Subsystem <MAILER-DAEMON@web3.shop.example>
To: <root@web3.shop.example>
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)
Content-Type: multipart/report; report-type=delivery-status; boundary="y"`,
      `
--y

The original message was received at Tue, 3 Mar 2026 10:00:00 GMT
from localhost [127.0.0.1]

   ----- The following addresses had permanent fatal errors -----
<olga@harbour.example>
    (reason: 454 Throttling failure: Daily message quota exceeded.)

   ----- Transcript of session follows -----
... while talking to email-smtp.eu-central-1.amazonaws.com.:
>>> DATA
<<< 454 Throttling failure: Daily message quota exceeded.
554 5.0.0 Service unavailable

--y
Content-Type: message/delivery-status

Reporting-MTA: dns; web3.shop.example
Received-From-MTA: DNS; localhost
Arrival-Date: Tue, 3 Mar 2026 10:00:00 GMT

Final-Recipient: RFC822; olga@harbour.example
Action: failed
Status: 5.0.0
Remote-MTA: DNS; email-smtp.eu-central-1.amazonaws.com
Diagnostic-Code: SMTP; 454 Throttling failure: Daily message quota exceeded.
Last-Attempt-Date: Tue, 3 Mar 2026 10:00:02 GMT

--y--`,
    ),
    tells: ['quota/daily-exhausted'],
  },
  {
    family: 'Exchange, refused by SES at its send connector',
    text: mail(
      `From: <postmaster@corp.example>
To: <crm@corp.example>
Subject: Undeliverable: Offer
Content-Type: multipart/report; report-type=delivery-status; boundary="z"`,
      `
--z
Content-Type: text/plain

Delivery has failed to these recipients or groups:

olga@harbour.example
The server has tried to deliver this message, without success, and has stopped trying.

Diagnostic information for administrators:

Generating server: EX01.corp.local

olga@harbour.example
email-smtp.eu-west-2.amazonaws.com
Remote Server returned '554 Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account.'

--z
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.corp.local

Final-recipient: RFC822;olga@harbour.example
Action: failed
Status: 5.0.0
Remote-MTA: dns;email-smtp.eu-west-2.amazonaws.com
Diagnostic-code: smtp;554 Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account.

--z--`,
    ),
    tells: ['sending/paused-by-aws'],
  },
  {
    family: 'OpenSMTPD, refused by SES as relay',
    text: mail(
      `From: Mailer Daemon <MAILER-DAEMON@bsd.shop.example>
To: root@bsd.shop.example
Subject: Delivery status notification: error`,
      `
    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

olga@harbour.example: 535 Authentication Credentials Invalid

    Below is a copy of the original message:

Received: from localhost (bsd.shop.example [local])
`,
    ),
    tells: ['smtp-credentials/password-is-secret-key', 'smtp-credentials/rejected'],
  },
  {
    family: 'Exim, several recipients',
    text: mail(
      `From: Mail Delivery System <Mailer-Daemon@quay.example>
To: news@shop.example
Auto-Submitted: auto-replied
X-Failed-Recipients: a.long@quay.example
Subject: Mail delivery failed: returning message to sender`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  a.long@quay.example
    (generated from a.long@old.quay.example)
    mailbox is full: retry timeout exceeded

------ This is a copy of the message, including all the headers. ------
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Exim, unrouteable',
    text: mail(
      `From: Mail Delivery System <Mailer-Daemon@quay.example>
To: news@shop.example
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bee@quay.example
    Unrouteable address
`,
    ),
    tells: ['bounce/unknown-user', 'bounce/domain-not-found'],
  },
  {
    family: 'Exim, warning',
    text: mail(
      `From: Mail Delivery System <Mailer-Daemon@quay.example>
To: news@shop.example
Auto-Submitted: auto-replied
Subject: Warning: message 1abCdE-0001 delayed 24 hours`,
      `
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on quay.example.

The address to which the message has not yet been delivered is:

  bee@depot.example
    Delay reason: SMTP error from remote mail server after RCPT TO:<bee@depot.example>:
    451 4.7.1 Greylisting in action, please come back later

No action is required on your part. Delivery attempts will continue for
some time.
`,
    ),
    tells: ['bounce/greylisted'],
  },
  {
    family: 'Sendmail, with a transcript',
    text: mail(
      `From: Mail Delivery Subsystem <MAILER-DAEMON@depot.example>
To: news@shop.example
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)`,
      `
The original message was received at Tue, 3 Mar 2026 10:00:00 GMT
from a8-31.smtp-out.amazonses.com [54.240.8.31]

   ----- The following addresses had permanent fatal errors -----
<bee@depot.example>
    (reason: 550 5.7.1 <bee@depot.example>... Relaying denied)

   ----- Transcript of session follows -----
... while talking to inner.depot.example.:
>>> RCPT To:<bee@depot.example>
<<< 550 5.7.1 <bee@depot.example>... Relaying denied
550 5.1.1 <bee@depot.example>... User unknown
`,
    ),
    tells: ['bounce/relay-denied'],
  },
  {
    family: 'Sendmail, message too big',
    text: mail(
      `From: Mail Delivery Subsystem <MAILER-DAEMON@depot.example>
To: news@shop.example
Subject: Returned mail: Service unavailable`,
      `
   ----- The following addresses had permanent fatal errors -----
<bee@depot.example>

   ----- Transcript of session follows -----
... while talking to mx.depot.example.:
>>> MAIL From:<news@shop.example> SIZE=31457280
<<< 552 5.3.4 Message size exceeds fixed maximum message size (10485760)
554 5.0.0 <bee@depot.example>... Service unavailable
`,
    ),
    tells: ['bounce/message-too-large'],
  },
  {
    family: 'V5sendmail',
    text: mail(
      `From: Mail Delivery Subsystem <MAILER-DAEMON@old.depot.example>
Subject: Returned mail: User unknown
To: news@shop.example`,
      `
   ----- Transcript of session follows -----
While talking to inner.depot.example:
>>> RCPT To:<bee@inner.depot.example>
<<< 550 bee... User unknown
550 bee@inner.depot.example... User unknown

   ----- Unsent message follows -----
From: news@shop.example
Subject: Your mailbox is full of offers
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'V5sendmail, no such host',
    text: mail(
      `From: Mail Delivery Subsystem <MAILER-DAEMON@old.depot.example>
Subject: Returned mail: Host unknown
To: news@shop.example`,
      `
   ----- Transcript of session follows -----
550 dep0t.example (smtp)... 550 Host unknown
554 <bee@dep0t.example>... 550 Host unknown (Authoritative answer from name server)

   ----- Unsent message follows -----
From: news@shop.example
`,
    ),
    tells: ['bounce/domain-not-found'],
  },
  {
    family: 'qmail',
    text: mail(
      `From: MAILER-DAEMON@mx.kiosk.example
To: news@shop.example
Subject: failure notice`,
      `
Hi. This is the qmail-send program at mx.kiosk.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<carl@kiosk.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'qmail, remote answer',
    text: mail(
      `From: MAILER-DAEMON@mx.kiosk.example
To: news@shop.example
Subject: failure notice`,
      `
Hi. This is the qmail-send program at mx.kiosk.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<carl@annex.example>:
192.0.2.77 does not like recipient.
Remote host said: 552 5.2.2 carl has exceeded the storage limit
Giving up on 192.0.2.77.

--- Below this line is a copy of the message.
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'qmail, no connection',
    text: mail(
      `From: MAILER-DAEMON@mx.kiosk.example
To: news@shop.example
Subject: failure notice`,
      `
Hi. This is the qmail-send program at mx.kiosk.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<carl@annex.example>:
Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
I'm not going to try again; this message has been in the queue too long.
`,
    ),
    tells: ['bounce/expired', 'bounce/recipient-server-fault'],
  },
  {
    family: 'OpenSMTPD',
    text: mail(
      `From: Mailer Daemon <MAILER-DAEMON@bsd.kiosk.example>
To: news@shop.example
Subject: Delivery status notification: error`,
      `
    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

carl@kiosk.example: 550 5.2.2 <carl@kiosk.example>... Mailbox Full

    Below is a copy of the original message:

Subject: hello
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'OpenSMTPD, no host',
    text: mail(
      `From: Mailer Daemon <MAILER-DAEMON@bsd.kiosk.example>
To: news@shop.example
Subject: Delivery status notification: error`,
      `
    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

carl@ki0sk.example: Domain does not exist

    Below is a copy of the original message:
`,
    ),
    tells: ['bounce/domain-not-found'],
  },
  {
    family: 'DragonFly dma',
    text: mail(
      `From: MAILER-DAEMON <>
To: news@shop.example
Subject: Mail delivery failed`,
      `
This is the DragonFly Mail Agent v0.13 at box.kiosk.example.

There was an error delivering your mail to <carl@annex.example>.

annex.example [192.0.2.77] did not like our RCPT TO:
550 5.1.1 <carl@annex.example>: Recipient address rejected: User unknown

Message headers follow.

Subject: quota
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'DragonFly dma, refused by SES',
    text: mail(
      `From: MAILER-DAEMON <>
To: news@shop.example
Subject: Mail delivery failed`,
      `
This is the DragonFly Mail Agent v0.13 at box.shop.example.

There was an error delivering your mail to <carl@annex.example>.

email-smtp.us-west-2.amazonaws.com [44.1.2.3] did not like our MAIL FROM:
530 Authentication required

Message headers follow.
`,
    ),
    tells: ['smtp-credentials/not-used'],
  },
  {
    family: 'Courier',
    text: mail(
      `From: "Courier mail server at mx.lodge.example" <postmaster@mx.lodge.example>
To: news@shop.example
Subject: NOTICE: mail delivery status.
Content-Type: multipart/report; report-type=delivery-status; boundary="c"`,
      `
--c
Content-Type: text/plain

This is a delivery status notification from mx.lodge.example,
running the Courier mail server, version 0.65.2.

The original message was received on Tue, 03 Mar 2026 10:00:00 +0000
from a8-31.smtp-out.amazonses.com [54.240.8.31]

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<dora@lodge.example>:
    mx2.lodge.example [192.0.2.90]:
>>> RCPT TO:<dora@lodge.example>
<<< 550 5.1.1 <dora@lodge.example>... User Unknown

---------------------------------------------------------------------------

--c
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.lodge.example
Arrival-Date: Tue, 03 Mar 2026 10:00:00 +0000

Final-Recipient: rfc822; dora@lodge.example
Action: failed
Status: 5.0.0
Remote-MTA: dns; mx2.lodge.example [192.0.2.90]
Diagnostic-Code: smtp; 550 5.1.1 <dora@lodge.example>... User Unknown

--c--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Exchange 5.5',
    text: mail(
      `From: System Administrator <postmaster@lodge.example>
To: news@shop.example
Subject: Undeliverable: Spring offers
X-Mailer: Microsoft Exchange Server Internet Mail Connector Version 4.0.994.63`,
      `
Your message did not reach some or all of the intended recipients.

      To:	dora@lodge.example
      Subject:	Spring offers
      Sent:	3/3/26 10:00:00 AM

The following recipient(s) could not be reached:

      dora@lodge.example on 3/3/26 10:00:01 AM
            Recipient Not Found
            MSEXCH:IMC:LODGE:HQ:MAIL1
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Exchange 2003',
    text: mail(
      `From: System Administrator <postmaster@lodge.example>
To: news@shop.example
Subject: Undeliverable: Spring offers
X-MimeOLE: Produced By Microsoft Exchange V6.5`,
      `
Your message did not reach some or all of the intended recipients.

      Subject:  Spring offers
      Sent:     3/3/2026 10:00 AM

The following recipient(s) could not be reached:

      dora@lodge.example on 3/3/2026 10:00 AM
            The message reached the recipient's e-mail system, but delivery was refused.  Attempt to resend the message.  If it still fails, contact your system administrator.
            <mail.lodge.example #5.2.3 smtp;550 5.2.3 The message exceeds the maximum size allowed>
`,
    ),
    tells: ['bounce/message-too-large'],
  },
  {
    family: 'Exchange 2007',
    text: mail(
      `From: <postmaster@lodge.example>
To: <news@shop.example>
Subject: Undeliverable: Spring offers
Content-Language: en-US`,
      `
Delivery has failed to these recipients or distribution lists:

dora@lodge.example
The recipient's mailbox is full and can't accept messages now. Please try resending this message later, or contact the recipient directly.

_____
Sent by Microsoft Exchange Server 2007

Diagnostic information for administrators:

Generating server: hub1.lodge.example

dora@lodge.example
#550 5.2.2 STOREDRV.Deliver: mailbox full. The following information should help identify the cause of this problem: "MapiExceptionShutoffQuotaExceeded:16.18969:F7180000". ##

Original message headers:
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Exchange 2007, in French',
    text: mail(
      `From: <postmaster@lodge.example>
To: <news@shop.example>
Subject: Non remis : Offres
Content-Language: fr-FR`,
      `
Échec de la remise pour ces destinataires ou ces listes de distribution :

dora@lodge.example
Une erreur s'est produite lors de la tentative de remise de ce message à l'adresse de messagerie du destinataire.

Informations de diagnostic pour les administrateurs :

Serveur de génération : hub1.lodge.example

dora@lodge.example
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Exchange 2016, group with restrictions',
    text: mail(
      `From: <postmaster@lodge.example>
To: <news@shop.example>
Subject: Unzustellbar: Angebote`,
      `
Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

alle@lodge.example
Ihre Nachricht kann nicht zugestellt werden, weil die Zustellung an diese Gruppe auf authentifizierte Absender beschränkt ist.

Diagnoseinformationen für Administratoren:

Generierender Server: EX16.lodge.example

alle@lodge.example
Remote Server returned '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group'
`,
    ),
    tells: ['bounce/policy-rejected'],
  },
  {
    family: 'Domino',
    text: mail(
      `From: postmaster@notes.lodge.example
To: news@shop.example
Subject: DELIVERY FAILURE: User dora (dora@lodge.example) not listed in Domino Directory
Content-Type: multipart/report; report-type=delivery-status; boundary="d"`,
      `
--d
Content-Type: text/plain; charset=us-ascii

Your message

  Subject: Spring offers

was not delivered to:

  dora@lodge.example

because:

  User dora (dora@lodge.example) not listed in Domino Directory

--d
Content-Type: message/delivery-status

Reporting-MTA: dns;notes.lodge.example

Final-Recipient: rfc822;dora@lodge.example
Action: failed
Status: 5.1.1
Diagnostic-Code: X-Notes; User dora (dora@lodge.example) not listed in Domino Directory

--d--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Domino, several matches',
    text: mail(
      `From: postmaster@notes.lodge.example
To: news@shop.example
Subject: DELIVERY FAILURE: 550 Message exceeds local size limit`,
      `
Your message

  Subject: Spring catalogue

was not delivered to:

  dora@lodge.example

because:

  Mail size exceeds the maximum message size that the router will deliver
`,
    ),
    tells: ['bounce/message-too-large'],
  },
  {
    family: 'Notes, in Japanese',
    text: mail(
      `From: postmaster@notes.lodge.example
To: news@shop.example
Subject: Undeliverable message`,
      `
------- Failure Reasons  --------

ディレクトリのリストにありません
dora@lodge.example

------- Returned Message --------
Subject: hello
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Notes',
    text: mail(
      `From: postmaster@notes.lodge.example
To: news@shop.example
Subject: Undeliverable message`,
      `
------- Failure Reasons  --------

User not listed in public Name & Address Book
dora@lodge.example

------- Returned Message --------
Subject: hello
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'IMail Server',
    text: mail(
      `From:     "Postmaster" <postmaster@imail.lodge.example>
To:       <news@shop.example>
Subject:  Undeliverable Mail
X-Mailer: <SMTP32 v8.22>`,
      `
User mailbox exceeds allowed size: dora@imail.lodge.example


Original message follows.

Subject: unknown user
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'IMail Server, no such user',
    text: mail(
      `From:     "Postmaster" <postmaster@imail.lodge.example>
To:       <news@shop.example>
Subject:  Undeliverable Mail
X-Mailer: <SMTP32 v8.22>`,
      `
Invalid final delivery userid: dora@imail.lodge.example


Original message follows.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Apache James',
    text: mail(
      `From: postmaster@james.lodge.example
To: news@shop.example
Subject: [BOUNCE]`,
      `
Hi. This is the James mail server at james.lodge.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.  Below
I include the list of recipients and the reason why I was unable to deliver
your message.

Error message below:
550 - Requested action not taken: no such user here

Message details:
  Subject: Spring
  Sent date: Tue Mar 03 10:00:00 UTC 2026
  MAIL FROM: news@shop.example
  RCPT TO: dora@lodge.example
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'MessagingServer (Oracle)',
    text: mail(
      `From: Internet Mail Delivery <postmaster@ims.lodge.example>
To: news@shop.example
Subject: Delivery Notification: Delivery has failed
Content-Type: multipart/report; report-type=delivery-status; boundary="o"`,
      `
--o
Content-Type: text/plain; charset=us-ascii

This report relates to a message you sent with the following header fields:

  Message-id: <0100-1@email.amazonses.com>
  Date: Tue, 03 Mar 2026 10:00:00 +0000
  From: Shop <news@shop.example>
  To: dora@lodge.example
  Subject: Spring

Your message cannot be delivered to the following recipients:

  Recipient address: dora@lodge.example
  Reason: Over quota

--o
Content-Type: message/delivery-status

Reporting-MTA: dns;ims.lodge.example (tcp-daemon)

Original-recipient: rfc822;dora@lodge.example
Final-recipient: rfc822;dora@lodge.example
Action: failed
Status: 5.2.2 (Over quota)

--o--`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'PowerMTA',
    text: mail(
      `From: postmaster@pmta.lodge.example
To: news@shop.example
Subject: Delivery report
Content-Type: multipart/report; report-type=delivery-status; boundary="p"`,
      `
--p
Content-Type: text/plain; charset=us-ascii

Hello, this is the mail server on pmta.lodge.example.

I am sending you this message to inform you on the delivery status of a
message you previously sent.  Immediately below you will find a list of
the affected recipients;  also attached is a Delivery Status Notification
(DSN) report in standard format, as well as the headers of the original
message.

  <dora@lodge.example>  delivery failed; will not continue trying

--p
Content-Type: message/delivery-status

Reporting-MTA: dns;pmta.lodge.example
X-PowerMTA-VirtualMTA: vmta1
Received-From-MTA: dns;app (10.0.0.4)

Final-Recipient: rfc822;dora@lodge.example
Action: failed
Status: 5.7.1 (delivery not authorized)
Remote-MTA: dns;mx1.lodge.example (192.0.2.91)
Diagnostic-Code: smtp;554 5.7.1 Service unavailable; Client host [192.0.2.33] blocked using zen.spamhaus.org
X-PowerMTA-BounceCategory: spam-related

--p--`,
    ),
    tells: ['bounce/ip-blocklisted'],
  },
];
