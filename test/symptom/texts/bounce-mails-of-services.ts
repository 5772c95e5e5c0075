import type { BounceMail } from './bounce-mails-of-servers.ts';

const mail = (fields: string, body: string): string => `${fields.trim()}\n\n${body.replace(/^\n/u, '')}`;

/** Bounce mails of providers, carriers, filters and list managers. */
export const mailsOfServices: readonly BounceMail[] = [
  {
    family: 'Gmail',
    text: mail(
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: news@shop.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ed@meadow.example`,
      `
** Address not found **

Your message wasn't delivered to ed@meadow.example because the address couldn't be found, or is unable to receive mail.

The response from the remote server was:

550 #5.1.0 Address rejected.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Gmail, message blocked',
    text: mail(
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: news@shop.example
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ed@meadow.example
Content-Type: multipart/report; boundary="g"; report-type=delivery-status`,
      `
--g
Content-Type: text/plain; charset="UTF-8"

** Message blocked **

Your message to ed@meadow.example has been blocked. See technical details below for more information.

The response from the remote server was:
554 5.7.1 Service unavailable; Client host [209.85.1.1] blocked using bl.spamcop.net

--g
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; news@shop.example
Arrival-Date: Tue, 03 Mar 2026 02:00:00 -0800 (PST)

Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 5.7.1
Remote-MTA: dns; mx.meadow.example. (192.0.2.44, the server for the domain meadow.example.)
Diagnostic-Code: smtp; 554 5.7.1 Service unavailable; Client host [209.85.1.1] blocked using bl.spamcop.net
Last-Attempt-Date: Tue, 03 Mar 2026 02:00:01 -0800 (PST)

--g--`,
    ),
    tells: ['bounce/ip-blocklisted'],
  },
  {
    family: 'Gmail, old form with Technical details',
    text: mail(
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: news@shop.example
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ed@meadow.example`,
      `
Delivery to the following recipient failed permanently:

     ed@meadow.example

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the server for the recipient domain meadow.example by mx.meadow.example. [192.0.2.44].

The error that the other server returned was:
550 5.7.1 SPF unauthorized mail is prohibited.

----- Original message -----

DKIM-Signature: v=1; a=rsa-sha256; d=shop.example
`,
    ),
    tells: ['bounce/authentication-failed'],
  },
  {
    family: 'Google Groups',
    text: mail(
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: news@shop.example
X-Failed-Recipients: friends@meadow.example
Subject: Delivery Status Notification (Failure)`,
      `
Hello news@shop.example,

We're writing to let you know that the group you tried to contact (friends) may not exist, or you may not have permission to post messages to the group. A few more details on why you weren't able to post:

 * You might have spelled or formatted the group name incorrectly.
 * The owner of the group may have removed this group.
 * You may need to join the group before receiving permission to post.
 * This group may not be open to posting.
`,
    ),
    tells: ['bounce/policy-rejected', 'bounce/unknown-user'],
  },
  {
    family: 'Google Workspace, in Spanish',
    text: mail(
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: news@shop.example
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ed@meadow.example`,
      `
** No se ha encontrado la dirección **

Tu mensaje no se ha entregado a ed@meadow.example porque no se ha encontrado la dirección o esta no puede recibir correos.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Yahoo',
    text: mail(
      `From: MAILER-DAEMON@yahoo.com
To: news@shop.example
Subject: Failure Notice`,
      `
Sorry, we were unable to deliver your message to the following address.

<ed@meadow.example>:
552: 5.2.2 user ed@meadow.example is over quota

--- Below this line is a copy of the message.
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Yahoo, deactivated',
    text: mail(
      `From: MAILER-DAEMON@yahoo.com
To: news@shop.example
Subject: Failure Notice`,
      `
Sorry, we were unable to deliver your message to the following address.

<ed@ymail.example>:
554: delivery error: dd This user doesn't have a ymail.example account (ed@ymail.example) [-9] - mta1.mail.ne1.yahoo.com

--- Below this line is a copy of the message.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'AOL (forwarding)',
    text: mail(
      `From: Mail Delivery System <MAILER-DAEMON@aol.com>
To: news@shop.example
Subject: Undeliverable: Spring
Content-Type: multipart/report; report-type=delivery-status; boundary="a"`,
      `
--a
Content-Type: text/plain

Your mail to the following recipients could not be delivered because they are not accepting mail from news@shop.example:
	edscreenname

--a
Content-Type: message/delivery-status

Reporting-MTA: dns; core-mfb01.mail.aol.com
Arrival-Date: Tue, 03 Mar 2026 10:00:00 -0500 (EST)

Final-Recipient: rfc822; edscreenname@aol.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 554 5.1.1 not accepting mail with attachments

--a--`,
    ),
    tells: ['bounce/attachment-rejected'],
  },
  {
    family: 'iCloud',
    text: mail(
      `From: Mail Delivery System <MAILER-DAEMON@st11p00im.mail.icloud.com>
To: news@shop.example
Subject: Undeliverable mail
Content-Type: multipart/report; report-type=delivery-status; boundary="i"`,
      `
--i
Content-Type: text/plain

This report relates to a message you sent with the following header fields.

Your message cannot be delivered to the following recipients:

  Recipient address: ed@icloud.com
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;552 5.2.2 <ed@icloud.com>: user is over quota

--i
Content-Type: message/delivery-status

Reporting-MTA: dns;st11p00im.mail.icloud.com

Final-Recipient: rfc822;ed@icloud.com
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;552 5.2.2 <ed@icloud.com>: user is over quota

--i--`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Outlook.com',
    text: mail(
      `From: postmaster@hotmail.com
To: news@shop.example
Subject: Delivery Status Notification (Failure)
Content-Type: multipart/report; report-type=delivery-status; boundary="h"`,
      `
--h
Content-Type: text/plain; charset=unicode-1-1-utf-7

This is an automatically generated Delivery Status Notification.

Delivery to the following recipients failed.

       ed@hotmail.com

--h
Content-Type: message/delivery-status

Reporting-MTA: dns;BAY0-MC2.hotmail.com
Received-From-MTA: dns;a8-31.smtp-out.amazonses.com
Arrival-Date: Tue, 3 Mar 2026 02:00:00 -0800

Final-Recipient: rfc822;ed@hotmail.com
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;552 5.2.2 This message is larger than the current system limit or the recipient's mailbox is full. Create a shorter message body or remove attachments and try sending it again.

--h--`,
    ),
    tells: ['bounce/mailbox-full', 'bounce/message-too-large'],
  },
  {
    family: 'Microsoft 365',
    text: mail(
      `From: <postmaster@outlook.com>
To: <news@shop.example>
Subject: Undeliverable: Spring
Content-Type: multipart/report; report-type=delivery-status; boundary="m"`,
      `
--m
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p><b>Your message to ed@meadow.example couldn't be delivered.</b></p>
<p>ed wasn't found at meadow.example.</p>
<table><tr><td>news</td><td>Office 365</td><td>ed</td></tr><tr><td>Action Required</td><td></td><td>Recipient</td></tr>
<tr><td colspan=3D"3">Unknown To address</td></tr></table></body></html>

--m
Content-Type: message/delivery-status

Reporting-MTA: dns;DB7PR04MB4444.eurprd04.prod.outlook.com
Received-From-MTA: dns;a8-31.smtp-out.eu-west-1.amazonses.com
Arrival-Date: Tue, 3 Mar 2026 10:00:00 +0000

Final-Recipient: rfc822;ed@meadow.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ed@meadow.example not found by SMTP address lookup
X-Display-Name: ed

--m--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Microsoft 365, remote refused',
    text: mail(
      `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@meadow.example>
To: news@shop.example
Subject: Undeliverable: Spring`,
      `
Delivery has failed to these recipients or groups:

ed@other.example
Your message couldn't be delivered. Despite repeated attempts to contact the recipient's email system it didn't respond.

Diagnostic information for administrators:

Generating server: AM6PR05MB1.eurprd05.prod.outlook.com
Receiving server: AM6PR05MB1.eurprd05.prod.outlook.com

ed@other.example
3/3/2026 10:00:00 AM - Server at AM6PR05MB1.eurprd05.prod.outlook.com returned '550 5.4.300 Message expired -> 451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketTimedout: Socket error code 10060'
`,
    ),
    tells: ['bounce/expired', 'bounce/recipient-server-fault'],
  },
  {
    family: 'GMX',
    text: mail(
      `From: "GMX Mailer Daemon" <mailer-daemon@gmx.net>
To: news@shop.example
Subject: Mail delivery failed: returning message to sender`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

"ed@meadow.example":
SMTP error from remote server after RCPT command:
host: mx.meadow.example
5.1.1 <ed@meadow.example>... User Unknown

--- The header of the original message is following. ---
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'EinsUndEins (1&1)',
    text: mail(
      `From: "Mail Delivery System" <mailer-daemon@kundenserver.de>
To: news@shop.example
Subject: Mail delivery failed: returning message to sender`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error.

The following address failed:

    ed@meadow.example:
        Mail delivery failed: Message too large
        size limit exceeded

--- The header of the original message is following. ---

Received: from a8-31.smtp-out.amazonses.com
`,
    ),
    tells: ['bounce/message-too-large'],
  },
  {
    family: 'Zoho',
    text: mail(
      `From: mailer-daemon@mail.zoho.com
To: news@shop.example
Subject: Undelivered Mail Returned to Sender
X-ZohoMail: Mailer`,
      `
This message was created automatically by mail delivery software.
 A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

ed@meadow.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.=1 <ed@meadow.example>... User Unknown

This message was created automatically by mail delivery software.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Zoho, mailbox',
    text: mail(
      `From: mailer-daemon@mail.zoho.com
To: news@shop.example
Subject: Undelivered Mail Returned to Sender`,
      `
This message was created automatically by mail delivery software.
 A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

ed@meadow.example - Mailbox full, ERROR_CODE :552 5.2.2
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Mail.Ru',
    text: mail(
      `From: mailer-daemon@corp.mail.ru
To: news@shop.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: ed@mail.ru`,
      `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ed@mail.ru
    local delivery failed: mailbox is full: retry timeout exceeded
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Yandex',
    text: mail(
      `From: mailer-daemon@yandex.ru
To: news@shop.example
Subject: =?UTF-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=
X-Yandex-Front: mxback1h.mail.yandex.net
Content-Type: multipart/report; report-type=delivery-status; boundary="r"`,
      `
--r
Content-Type: text/plain; charset=utf-8

This is the mail system at host yandex.ru.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<ed@meadow.example>: host mx.meadow.example[192.0.2.44] said: 550 5.1.1 No such user

--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mxback1h.mail.yandex.net

Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.meadow.example
Diagnostic-Code: smtp; 550 5.1.1 No such user

--r--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Biglobe',
    text: mail(
      `From: postmaster@biglobe.ne.jp
To: news@shop.example
Subject: Returned mail: Service unavailable
Content-Type: multipart/mixed; boundary="b"`,
      `
This is a MIME-encapsulated message.

--b
Content-Type: text/plain; charset="iso-2022-jp"

   ----- The following addresses had delivery problems -----
ed@mx1.biglobe.ne.jp

   ----- Non-delivered information -----
The number of messages in recipient's mailbox exceeded the local limit.

--b
Content-Type: message/rfc822

From: news@shop.example
Subject: not a spam list

--b--`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'EZweb (au)',
    text: mail(
      `From: Mail Administrator <Postmaster@ezweb.ne.jp>
Subject: Mail System Error - Returned Mail
To: news@shop.example
Content-Type: multipart/report; report-type=delivery-status; boundary="e"`,
      `
--e
Content-Type: text/plain; charset=utf-8

次のあて先へのメッセージはエラーのため送信できませんでした。

送信先メールアドレスが見つかりませんでした。
メールアドレスをご確認の上、再送信してください。

<ed@ezweb.ne.jp>: 550 user unknown (in reply to RCPT TO command)

--e
Content-Type: message/delivery-status

Reporting-MTA: dns; lsean.ezweb.ne.jp

Final-Recipient: rfc822; ed@ezweb.ne.jp
Action: failed
Status: 5.0.0

--e--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'EZweb, words alone',
    text: mail(
      `From: Postmaster@ezweb.ne.jp
Subject: Mail System Error - Returned Mail
To: news@shop.example`,
      `
The user(s) account is temporarily over quota.

<ed@ezweb.ne.jp>
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'KDDI',
    text: mail(
      `To: <news@shop.example>
From: no-reply@app.auone-net.jp
Subject: =?UTF-8?B?44Oh44O844Or44Ko44Op44O86YCa55+l?=
MIME-Version: 1.0
Content-Type: text/plain; charset="UTF-8"`,
      `
送信先のメールボックスが一杯のため、送信できませんでした。

Your mail sent on: Tue, 03 Mar 2026 19:00:00 +0900
     Could not be delivered to: <ed@a.dion.ne.jp>
     As their mailbox is full.
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'Verizon vtext',
    text: mail(
      `From: post_master@vtext.com
To: news@shop.example
Subject: Re:Spring
In-Reply-To: <0100-1@email.amazonses.com>
MIME-Version: 1.0`,
      `
Error: Invalid user address

Error message below:
550 - Requested action not taken: no such user here

Message details:
  Subject: Spring
  Sent date: Tue Mar 03 10:00:00 GMT 2026
  MAIL FROM: news@shop.example
  RCPT TO: 5550100@vtext.com
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Facebook',
    text: mail(
      `From: Facebook <mailer-daemon@mx.facebook.com>
To: news@shop.example
Subject: Sorry, your message could not be delivered
Content-Type: multipart/report; report-type=delivery-status; boundary="f"`,
      `
--f
Content-Type: text/plain

This message was created automatically by Facebook.

Sorry, your message could not be delivered to:

ed.m@facebook.com: RCP-P1

--f
Content-Type: message/delivery-status

Reporting-MTA: dns; 10.138.205.200

Final-Recipient: rfc822; ed.m@facebook.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 RCP-P1 https://www.facebook.com/postmaster/response_codes?ip=192.0.2.33#rcp Mailbox unavailable

--f--`,
    ),
    tells: ['bounce/unknown-user', 'bounce/mailbox-inactive'],
  },
  {
    family: 'Amazon WorkMail',
    text: mail(
      `From: <mailer-daemon@amazonses.com>
To: news@shop.example
Subject: Undeliverable: Spring
X-Mailer: Amazon WorkMail
Content-Type: multipart/report; report-type=delivery-status; boundary="w"`,
      `
--w
Content-Type: text/plain

Technical report:

The message you sent could not be delivered because the recipient does not exist.

--w
Content-Type: message/delivery-status

Reporting-MTA: dsn; a27-85.smtp-out.us-west-2.amazonses.com

Final-Recipient: rfc822; ed@meadow.example
Diagnostic-Code: smtp; 550 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed out>
Action: failed
Status: 4.4.7

--w--`,
    ),
    tells: ['bounce/expired', 'bounce/recipient-server-fault'],
  },
  {
    family: 'SendGrid (another provider)',
    text: mail(
      `From: MAILER-DAEMON@sendgrid.net
To: news@shop.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="s"`,
      `
--s
Content-Type: text/plain

Your message could not be delivered to:

ed@meadow.example: 550 5.1.1 No such user - psmtp

--s
Content-Type: message/delivery-status

Reporting-MTA: dns; sendgrid.net

Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 550 5.1.1 No such user - psmtp
Diagnostic-Code: 550 5.1.1 No such user - psmtp

--s--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Amavis',
    text: mail(
      `From: "Content-filter at mx.meadow.example" <postmaster@mx.meadow.example>
To: <news@shop.example>
Subject: Undeliverable mail, MTA-BLOCKED
Content-Type: multipart/report; report-type=delivery-status; boundary="v"`,
      `
--v
Content-Type: text/plain; charset="iso-8859-1"

This nondelivery report was generated by the program amavisd-new at host
mx.meadow.example. Our internal reference code for your message
is 12345-01/abc

Your message could not be delivered to:
  <ed@meadow.example>:
   smtp;550 5.1.1 <ed@meadow.example>: Recipient address rejected

--v
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.meadow.example
Received-From-MTA: smtp; a8-31.smtp-out.amazonses.com ([54.240.8.31])

Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ed@meadow.example>: Recipient address rejected

--v--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Amavis, virus or spam',
    text: mail(
      `From: "Content-filter at mx.meadow.example" <postmaster@mx.meadow.example>
To: <news@shop.example>
Subject: Considered UNSOLICITED BULK EMAIL, apparently from you
Auto-Submitted: auto-generated`,
      `
A message from <news@shop.example> to:
-> ed@meadow.example

was considered unsolicited bulk e-mail (UBE).

Our internal reference code for your message is 12345-02/abc

Delivery of the email was stopped!
`,
    ),
    tells: ['bounce/spam-rejected'],
  },
  {
    family: 'InterScan MSS',
    text: mail(
      `From: InterScan MSS <root@filter.meadow.example>
To: news@shop.example
Subject: Mail could not be delivered`,
      `
Sent <<< RCPT TO:<ed@meadow.example>
Received >>> 550 5.1.1 <ed@meadow.example>... user unknown

Unable to deliver message to <ed@meadow.example>.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'SurfControl',
    text: mail(
      `From: postmaster@filter.meadow.example
To: news@shop.example
Subject: Undeliverable message
X-SEF-Processed: 0_0_0_000__2026_03_03
X-Mailer: SurfControl E-mail Filter`,
      `
Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: ed@meadow.example

Tue 03 Mar 2026 10:00:00 +0000
Failed to send to identified host,
ed@meadow.example: [192.0.2.44], 550 ed@meadow.example... No such user
--- Message non-deliverable.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'MailMarshal',
    text: mail(
      `From: postmaster@filter.meadow.example
To: news@shop.example
Subject: Undeliverable Mail: "Spring"
Content-Type: multipart/mixed; boundary="--=1"`,
      `
----=1
Content-Type: text/plain; charset="iso-8859-1"

Your message:
   From:    news@shop.example
   Subject: Spring

Could not be delivered because of

550 5.7.1 Message content rejected, UBE, id=12345

The following recipients were affected:
    ed@meadow.example

Additional Information
======================
Original Sender:    <news@shop.example>
Sender-MTA:         <10.11.12.13>
Remote-MTA:         <10.0.0.1>
Reporting-MTA:      <filter.meadow.example>

----=1--`,
    ),
    tells: ['bounce/spam-rejected', 'bounce/content-rejected'],
  },
  {
    family: 'McAfee',
    text: mail(
      `From: "Mail Delivery System" <postmaster@filter.meadow.example>
To: news@shop.example
Subject: Delivery Status
X-NAI-Header: Modified by McAfee Virex
Content-Type: multipart/report; report-type=delivery-status; boundary="k"`,
      `
--k
Content-Type: text/plain

   --- The following addresses had delivery problems ---

<ed@meadow.example>   (User unknown ed@meadow.example)

--- Message Details ---

--k
Content-Type: message/delivery-status

Reporting-MTA: dns; filter.meadow.example

Final-Recipient: <ed@meadow.example>
Action: failed
Status: 5.1.1
Diagnostic-Code: 550 5.1.1 User unknown

--k--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'MXLogic',
    text: mail(
      `From: Mail Delivery System <Mailer-Daemon@p01c.mxlogic.example>
To: news@shop.example
Subject: Mail delivery failed: returning message to sender
X-MXL-Hash: 4c9d4d41
X-MX-Bounce: mta/src/queue/bounce`,
      `
This message was created automatically by mail delivery software.

A message that you have sent could not be delivered to one or more
recipients.  This is a permanent error.  The following address failed:

  <ed@meadow.example>: 550 5.1.1 <ed@meadow.example> recipient no longer on server


Included is a copy of the message header:
-----------------------------------------
`,
    ),
    tells: ['bounce/unknown-user', 'bounce/mailbox-inactive'],
  },
  {
    family: 'm-FILTER',
    text: mail(
      `X-Mailer: m-FILTER
From: POSTMASTER <postmaster@meadow.example>
To: news@shop.example
Subject: failure notice
Content-Type: text/plain; charset="UTF-8"`,
      `
このメールは「m-FILTER」が自動的に生成して送信しています。
メールサーバーとの通信中、下記の理由により
このメールは送信できませんでした。

以下のメールアドレスへの送信に失敗しました。
ed@meadow.example


-------server message
550 5.2.1 <ed@meadow.example>: Recipient address rejected: account disabled

-------SMTP command
DATA

-------original message
`,
    ),
    tells: ['bounce/mailbox-inactive'],
  },
  {
    family: 'Active!hunter',
    text: mail(
      `From: "MAILER-DAEMON" <MAILER-DAEMON@meadow.example>
To: <news@shop.example>
Subject: FAILURE NOTICE : Spring
X-AHMAILID: 20260303T100000+0900-00000-0000-ff`,
      `
The original message was received at Tue, 03 Mar 2026 19:00:00 +0900
from shop.example

  ----- The following addresses had permanent fatal errors -----

>>> ed@meadow.example <ed@meadow.example>

  ----- Transcript of session follows -----
550 sorry, no mailbox here by that name (#5.1.1 - chkuser)
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'Barracuda',
    text: mail(
      `From: postmaster@barracuda.meadow.example
To: news@shop.example
Subject: **Message you sent blocked by our bulk email filter**
Content-Type: multipart/report; report-type=delivery-status; boundary="q"`,
      `
--q
Content-Type: text/plain

Your message to: ed@meadow.example
was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

Subject: Spring

--q
Content-Type: message/delivery-status

Reporting-MTA: dns; barracuda.meadow.example
Received-From-MTA: smtp; a8-31.smtp-out.amazonses.com ([54.240.8.31])
Arrival-Date: Tue,  3 Mar 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 550 5.7.1 Message content rejected, UBE, id=12345-01

--q--`,
    ),
    tells: ['bounce/spam-rejected', 'bounce/content-rejected'],
  },
  {
    family: 'Mimecast',
    text: mail(
      `From: <postmaster@mimecast.example>
To: news@shop.example
Subject: [Postmaster] Email Delivery Failure`,
      `
This is a delivery failure notification message indicating that
an email you addressed to email address :
-- ed@meadow.example

could not be delivered. The problem appears to be :
-- Recipient email server rejected the message

Additional information follows :
-- 5.4.1 Recipient address rejected: Access denied.

This condition occurred after 1 attempt(s) to deliver over
a period of 0 hour(s).
`,
    ),
    tells: ['bounce/unknown-user', 'bounce/policy-rejected'],
  },
  {
    family: 'MessageLabs',
    text: mail(
      `From: MAILER-DAEMON@messagelabs.com
To: news@shop.example
Subject: Mail Delivery Failure
Content-Type: multipart/report; report-type=delivery-status; boundary="l"`,
      `
--l
Content-Type: text/plain

This is the mail delivery agent at messagelabs.com.

I was unable to deliver your message to the following addresses:

  ed@meadow.example

Reason: 550 MAILBOX NOT FOUND

--l
Content-Type: message/delivery-status

Reporting-MTA: dns; server-9.bemta-5.messagelabs.com
Arrival-Date: Tue, 3 Mar 2026 10:00:00 +0000

Action: failed
Status: 5.0.0
Last-Attempt-Date: Tue, 3 Mar 2026 10:00:00 +0000
Diagnostic-Code: smtp; 550 MAILBOX NOT FOUND
Final-Recipient: rfc822; ed@meadow.example

--l--`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'MailFoundry',
    text: mail(
      `From: <postmaster@mailfoundry.example>
To: news@shop.example
Subject: Message delivery has failed`,
      `
Unable to deliver message to: <ed@meadow.example>
Delivery failed for the following reason:
Server mx.meadow.example[192.0.2.44] failed with: 550 <ed@meadow.example> No such user here

This has been a permanent failure.  No further delivery attempts will be made.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'X1',
    text: mail(
      `From: "Mail Deliver System" <MAILER-DAEMON>
To: news@shop.example
Subject: Returned Mail: User unknown`,
      `
The original message was received at Tue, 03 Mar 2026 10:00:00 +0900
from news@shop.example

---The following addresses had delivery errors---

ed@meadow.example [User unknown]
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'X2',
    text: mail(
      `From: MAILER-DAEMON@meadow.example
To: news@shop.example
Subject: Delivery failure`,
      `
Message from  mx.meadow.example.
Unable to deliver message to the following address(es).

<ed@meadow.example>:
This user doesn't have a meadow.example account (ed@meadow.example) [0]

--- Original message follows.
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'X3',
    text: mail(
      `From: Mail Delivery System <MAILER-DAEMON@meadow.example>
To: news@shop.example
Subject: Delivery status notification`,
      `
============================================================================
      This is an automatically generated Delivery Status Notification.

Delivery to the following recipients failed permanently:

   * ed@meadow.example


============================================================================
                             Technical details:

Routing: Could not find a gateway for ed@meadow.example


============================================================================
`,
    ),
    tells: ['bounce/domain-not-found', 'bounce/recipient-server-fault'],
  },
  {
    family: 'X4 (qmail clones)',
    text: mail(
      `From: MAILER-DAEMON@meadow.example
To: news@shop.example
Subject: failure notice`,
      `
We're sorry. There's a problem with the e-mail address(es) you're trying to send to. Please verify the address(es) and try again. If you continue to have problems, please contact Customer Support at (480) 555-0100.

<ed@meadow.example>:
child status 100...The e-mail message could not be delivered because the user's mailfolder is full.

--- Below this line is a copy of the message.
`,
    ),
    tells: ['bounce/mailbox-full'],
  },
  {
    family: 'X6',
    text: mail(
      `From: Mail Delivery Subsystem <postmaster@meadow.example>
To: news@shop.example
Subject: There was an error sending your mail`,
      `
We had trouble delivering your message. Full details follow:

Subject: 'Spring'
Date: 'Tue, 03 Mar 2026 10:00:00 +0000'

1 error(s):

SMTP Server <mx.meadow.example> rejected recipient <ed@meadow.example>
  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]
`,
    ),
    tells: ['bounce/unknown-user'],
  },
  {
    family: 'X.400 gateway',
    text: mail(
      `From: postmaster@x400.meadow.example
To: news@shop.example
Subject: Delivery Report (failure) for ed@meadow.example
Content-Type: multipart/report; report-type=delivery-status; boundary="4"`,
      `
--4
Content-Type: text/plain

This report relates to your message: Subject: Spring,
	Message-ID: <0100-1@email.amazonses.com>

Your message was not delivered to:   ed@meadow.example
for the following reason:
	Diagnostic was Unable to transfer, Message timed out
	Information Message timed out

--4
Content-Type: message/delivery-status

Reporting-MTA: x400; mta meadow in /ADMD= /C=DE/
Final-Recipient: rfc822; ed@meadow.example
Action: failed
Status: 4.4.7
Diagnostic-Code: x400; 2;5

--4--`,
    ),
    tells: ['bounce/expired'],
  },
  {
    family: 'FML list',
    text: mail(
      `From: cats-admin@lists.meadow.example
To: news@shop.example
Subject: NOT MEMBER article from news@shop.example (cats ML)
Message-Id: <20260303.FMLAAA@lists.meadow.example>
X-MLServer: fml [fml 4.0.3]; post only`,
      `
You are not a member of this mailing list <cats@lists.meadow.example>.

Original mail as follows:

   Subject: Spring
`,
    ),
    tells: ['bounce/policy-rejected'],
  },
  {
    family: 'FML list, rejected',
    text: mail(
      `From: cats-admin@lists.meadow.example
To: news@shop.example
Subject: Loop Alert: cats ML
X-MLServer: fml [fml 4.0.3]
MIME-Version: 1.0`,
      `
fml system error message.

Duplicated Message-ID in <cats@lists.meadow.example>.

Original mail as follows:
`,
    ),
    tells: ['bounce/policy-rejected', 'bounce/recipient-server-fault'],
  },
  {
    family: 'ARF, complaint',
    text: mail(
      `From: staff@hotmail.com
To: abuse@shop.example
Subject: complaint about message from 54.240.8.31
Content-Type: multipart/report; report-type=feedback-report; boundary="5"`,
      `
--5
Content-Type: text/plain

This is an email abuse report for an email message received from IP 54.240.8.31.

--5
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <0100-1@bounce.shop.example>
Original-Rcpt-To: <ed@hotmail.com>
Source-IP: 54.240.8.31

--5
Content-Type: message/rfc822

Authentication-Results: hotmail.com; spf=pass; dkim=pass; dmarc=pass
From: news@shop.example

--5--`,
    ),
    tells: ['bounce/complaint'],
  },
  {
    family: 'ARF, opt-out',
    text: mail(
      `From: feedback@arf.mail.yahoo.com
To: fbl@shop.example
Subject: FW: Spring
Content-Type: multipart/report; report-type=feedback-report; boundary="6"`,
      `
--6
Content-Type: message/feedback-report

Feedback-Type: opt-out
User-Agent: Yahoo!-Mail-Feedback/2.0
Version: 0.1
Original-Rcpt-To: ed@yahoo.example

--6--`,
    ),
    tells: ['bounce/complaint'],
  },
  {
    family: 'Vacation',
    text: mail(
      `From: Ed Moor <ed@meadow.example>
To: news@shop.example
Subject: Re: Spring
Auto-Submitted: auto-replied (vacation)
Precedence: bulk`,
      `
I am away until 9 March and cannot read mail. In urgent cases the mailbox office@meadow.example is not full of unread messages.
`,
    ),
    tells: ['bounce/auto-reply'],
  },
  {
    family: 'Out of office, Outlook',
    text: mail(
      `From: Moor, Ed <ed@meadow.example>
To: news@shop.example
Subject: Automatic reply: Spring
X-Auto-Response-Suppress: All
X-MS-Exchange-Inbox-Rules-Loop: ed@meadow.example`,
      `
I no longer work at Meadow. Your message was not forwarded. This mailbox will be closed.
`,
    ),
    tells: ['bounce/auto-reply', 'bounce/mailbox-inactive'],
  },
  {
    family: 'Ticket system that confirms',
    text: mail(
      `From: Helpdesk <help@meadow.example>
To: news@shop.example
Subject: [#4411] We received your request
Auto-Submitted: auto-replied
X-Autorespond: Spring
Precedence: auto_reply`,
      `
Thank you. Your request 550 in the queue will be answered within a day.
`,
    ),
    tells: ['bounce/auto-reply'],
  },
  {
    family: 'Postfix, with a receiver whose machine is full',
    text: mail(
      `From: MAILER-DAEMON@relay.meadow.example (Mail Delivery System)
To: news@shop.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="p"`,
      `
--p
Content-Type: text/plain; charset=us-ascii

This is the mail system at host relay.meadow.example.

<ed@brook.example>: host mx.brook.example[192.0.2.61] said: 452 4.3.1
    Insufficient system resources (in reply to MAIL FROM command)

--p
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.meadow.example

Final-Recipient: rfc822; ed@brook.example
Action: failed
Status: 4.3.1
Remote-MTA: dns; mx.brook.example
Diagnostic-Code: smtp; 452 4.3.1 Insufficient system resources

--p--`,
    ),
    tells: ['bounce/recipient-server-fault'],
  },
  {
    family: 'Domino, a person without a mail file',
    text: mail(
      `From: postmaster@notes.meadow.example
To: news@shop.example
Subject: DELIVERY FAILURE: Directory entry does not specify a valid Notes mail file`,
      `
Your message

  Subject: Spring

was not delivered to:

  ed@meadow.example

because:

  Directory entry does not specify a valid Notes mail file
`,
    ),
    tells: ['bounce/unknown-user', 'bounce/mailbox-inactive'],
  },
  {
    family: "Microsoft 365, the tenant's own list",
    text: mail(
      `From: postmaster@meadow.example
To: news@shop.example
Subject: Undeliverable: Spring`,
      `
Your message to ed@meadow.example couldn't be delivered.

Diagnostic information for administrators:

Generating server: AM9PR05MB1.eurprd05.prod.outlook.com

ed@meadow.example
Remote server returned '550 5.7.703 Your message can't be delivered because messages to ed@meadow.example are blocked by your organization using Tenant Allow/Block List.'
`,
    ),
    tells: ['bounce/policy-rejected'],
  },
];
