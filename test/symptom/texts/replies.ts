/** A receiver's reply, as a diagnosticCode holds it, with the codes that may come first. */
export interface ReplyCase {
  reply: string;
  reads: readonly string[];
  never?: readonly string[];
  recipient?: string;
}

const one = (reply: string, ...reads: readonly string[]): ReplyCase => ({
  reply,
  reads: reads.map((code) => `bounce/${code}`),
});

/** Replies of receivers, composed with documentation addresses around their fixed wording. */
export const replies: readonly ReplyCase[] = [
  one(
    "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser - gsmtp",
    'unknown-user',
  ),
  one(
    '550 5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser - gsmtp',
    'mailbox-inactive',
  ),
  one(
    '452 4.2.2 The email account that you tried to reach is over quota. https://support.google.com/mail/?p=OverQuotaTemp - gsmtp',
    'mailbox-full',
  ),
  one(
    '550 5.7.1 [192.0.2.1] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. UnsolicitedMessageError - gsmtp',
    'spam-rejected',
  ),
  one(
    '421 4.7.28 [192.0.2.1] Our system has detected an unusual rate of unsolicited mail originating from your IP address. mail sent from your IP address has been temporarily rate limited. - gsmtp',
    'rate-limited',
  ),
  one(
    '550 5.7.1 [192.0.2.1] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. - gsmtp',
    'ip-blocked-by-provider',
  ),
  one(
    '550 5.7.1 [192.0.2.1] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. - gsmtp',
    'spam-rejected',
  ),
  one(
    "550 5.7.26 Unauthenticated email from shop.example is not accepted due to domain's DMARC policy. - gsmtp",
    'authentication-failed',
  ),
  one(
    '550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp',
    'authentication-failed',
  ),
  one(
    '421 4.7.27 Your email has been rate limited because SPF authentication did not pass. Gmail requires all bulk senders to authenticate their email with SPF. - gsmtp',
    'authentication-failed',
  ),
  one(
    '552 5.7.0 This message was blocked because its content presents a potential security issue. https://support.google.com/mail/?p=BlockedMessage - gsmtp',
    'attachment-rejected',
    'content-rejected',
  ),
  one("552 5.3.4 Your message exceeded Google's message size limits. - gsmtp", 'message-too-large'),
  one(
    '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. - gsmtp',
    'rate-limited',
  ),
  one(
    '550 5.7.1 This message is not RFC 5322 compliant because it has duplicate headers. - gsmtp',
    'content-rejected',
  ),
  one(
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
    'ip-blocked-by-provider',
  ),
  one(
    '550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit https://sender.office.com/',
    'ip-blocked-by-provider',
  ),
  one(
    '550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@microsoft.com.',
    'ip-blocked-by-provider',
  ),
  one(
    '550; 5.7.515 Access denied, sending domain shop.example does not meet the required authentication level.',
    'authentication-failed',
  ),
  one(
    '550 5.7.509 Access denied, sending domain shop.example does not pass DMARC verification and has a DMARC policy of reject.',
    'authentication-failed',
  ),
  one(
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [x.prod.protection.outlook.com]',
    'unknown-user',
  ),
  one(
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'unknown-user',
  ),
  one(
    '550 5.7.124 RESOLVER.RST.SenderNotInAllowedSendersList; sender not in allowed-senders list for group',
    'policy-rejected',
  ),
  one(
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group',
    'policy-rejected',
  ),
  one(
    '550 5.5.0 Requested action not taken: mailbox unavailable. [x.eop-nam12.prod.protection.outlook.com]',
    'unknown-user',
  ),
  one(
    '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002)',
    'domain-blocklisted',
  ),
  one(
    '550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/192.0.2.1 (AS3130)',
    'ip-blocklisted',
  ),
  one('451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)', 'rate-limited'),
  one(
    '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour.',
    'rate-limited',
  ),
  one('554 5.4.14 Hop count exceeded - possible mail loop ATTR34', 'recipient-server-fault'),
  one(
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
    'authentication-failed',
  ),
  one('452 4.3.1 Insufficient system resources (TSTE)', 'recipient-server-fault'),
  one(
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
    'rate-limited',
  ),
  one(
    "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
    'ip-blocklisted',
  ),
  one(
    '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    'authentication-failed',
    'policy-rejected',
  ),
  one(
    '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes',
    'spam-rejected',
    'content-rejected',
    'policy-rejected',
  ),
  one(
    "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0] - mta1.mail.yahoo.com",
    'unknown-user',
  ),
  one(
    '554 30 Sorry, your message to a@aol.com cannot be delivered. This mailbox is disabled (554.30).',
    'mailbox-inactive',
  ),
  one('552 1 Requested mail action aborted, mailbox not found', 'unknown-user'),
  one(
    '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    'spam-rejected',
    'policy-rejected',
  ),
  one(
    '554 5.7.1 [HM08] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    'ip-blocked-by-provider',
    'policy-rejected',
    'spam-rejected',
  ),
  one('552 5.2.2 <a@icloud.com>: user is over quota (in reply to RCPT TO command)', 'mailbox-full'),
  one(
    "554 5.7.1 Your message was rejected due to shop.example's DMARC policy. See https://support.apple.com/en-us/HT204137",
    'authentication-failed',
  ),
  one(
    '550 5.7.1 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus SBL. For details please see http://www.spamhaus.org/query/bl?ip=192.0.2.1',
    'ip-blocklisted',
  ),
  one(
    '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
    'domain-blocklisted',
  ),
  one(
    '421 4.7.1 Messages to a@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
    'rate-limited',
  ),
  one(
    '554-No SMTP service. IP address is black listed. For explanation visit https://postmaster.gmx.net/',
    'ip-blocked-by-provider',
  ),
  one(
    '554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
    'ip-blocked-by-provider',
  ),
  one('552 Requested mail action aborted: exceeded storage allocation Quota exceeded.', 'mailbox-full'),
  one(
    '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
    'unknown-user',
  ),
  one('552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]', 'mailbox-full'),
  one('550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420', 'mailbox-inactive'),
  one(
    '421 mwinf5c79 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
    'rate-limited',
  ),
  one(
    '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=192.0.2.1 [102]',
    'ip-blocklisted',
    'ip-blocked-by-provider',
  ),
  one(
    '550 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1',
    'ip-blocklisted',
    'ip-blocked-by-provider',
  ),
  one(
    '550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550',
    'policy-rejected',
  ),
  one(
    '550 Rejected by header based Anti-Spoofing policy: a@b.example - https://community.mimecast.com/docs/DOC-1369#550',
    'policy-rejected',
  ),
  one(
    '554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554',
    'policy-rejected',
  ),
  one(
    '451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451',
    'greylisted',
    'recipient-server-fault',
  ),
  one(
    '550 SPF Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550',
    'authentication-failed',
  ),
  one('550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550', 'unknown-user'),
  one('550 cuda_nsu 5.1.1 <a@b.example>... User unknown', 'unknown-user'),
  one(
    '554 Service unavailable; Client host [192.0.2.1] blocked using Barracuda Reputation; http://www.barracudanetworks.com/reputation/?r=1&ip=192.0.2.1',
    'ip-blocklisted',
  ),
  one('554 rejected due to spam URL in content', 'spam-rejected', 'domain-blocklisted'),
  one('451 4.7.1 <a@b.example>: Recipient address rejected: Greylisted for 5 minutes', 'greylisted'),
  one(
    "554 5.7.1 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
    'ip-blocked-by-provider',
  ),
  one(
    '553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
    'spam-rejected',
    'content-rejected',
  ),
  one(
    '553-you are trying to use me [server-1.tower-1.messagelabs.com] as a relay, but I have not been configured to let you [192.0.2.1, a] do this.',
    'relay-denied',
  ),
  one('554 5.7.1 <a@b.example>: Recipient address rejected: Invalid-Recipient.', 'unknown-user'),
  one('550 5.1.1 Not our Customer', 'unknown-user'),
  one(
    '554 imta02.westchester.pa.mail.comcast.net comcast 192.0.2.1 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
    'ip-blocklisted',
    'ip-blocked-by-provider',
  ),
  one(
    '550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
    'authentication-failed',
  ),
  one(
    '554 cox.net bizsmtp IP: 192.0.2.1 listed on CSI. AUP#CXRBL',
    'ip-blocklisted',
    'ip-blocked-by-provider',
  ),
  one('554 charter.net E2110 IP blocked. AUP#I-1000', 'ip-blocked-by-provider'),
  one(
    '553 5.3.0 flph DNSBL:RBL 521< 192.0.2.1 >_is_blocked.For assistance forward this error to abuse_rbl@abuse-att.net',
    'ip-blocklisted',
    'ip-blocked-by-provider',
  ),
  one(
    '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=x or report details to abuse@corp.mail.ru.',
    'spam-rejected',
  ),
  one(
    '550 Message was not accepted -- invalid mailbox. Local mailbox a@mail.ru is unavailable: account is disabled',
    'mailbox-inactive',
  ),
  one(
    '550 Message was not accepted -- invalid mailbox. Local mailbox a@mail.ru is unavailable: user not found',
    'unknown-user',
  ),
  one('554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc', 'spam-rejected'),
  one('550 5.7.1 No such user!', 'unknown-user'),
  one('550 5.7.1 Policy rejection on the target address', 'policy-rejected'),
  one(
    '550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
    'spam-rejected',
    'content-rejected',
  ),
  one('550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help?id=20022', 'unknown-user'),
  one('550 Ip frequency limited. http://service.mail.qq.com/cgi-bin/help?id=20022', 'rate-limited'),
  one('554 DT:SPM 163 mx1,abc http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1', 'spam-rejected'),
  one('550 User suspended 163 mx', 'mailbox-inactive'),
  one('554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.', 'spam-rejected'),
  one('541 5.4.1 Mail rejected by destination domain', 'policy-rejected'),
  one(
    '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table',
    'unknown-user',
  ),
  one('554 5.7.1 <a@b.example>: Relay access denied', 'relay-denied'),
  one('550 relay not permitted', 'relay-denied'),
  one('550 Unrouteable address', 'domain-not-found', 'unknown-user'),
  one(
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
    'ip-blocklisted',
  ),
  one(
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.1',
    'ip-blocklisted',
  ),
  one(
    '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using dnsbl-1.uceprotect.net',
    'ip-blocklisted',
  ),
  one(
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/203.0.113.9',
    'recipient-server-fault',
  ),
  one('550 5.7.1 Blocked by list.dsbl.org', 'recipient-server-fault', 'ip-blocklisted'),
  one(
    '554 5.7.1 Service unavailable; Helo command [a8-1.smtp-out.amazonses.com] blocked using multi.surbl.org',
    'domain-blocklisted',
  ),
  one('550 5.7.1 URL in message is blacklisted by black.uribl.com', 'domain-blocklisted'),
  one('450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', 'reverse-name-rejected'),
  one(
    '450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/b.example.html',
    'greylisted',
  ),
  one('451 4.7.1 Please try again later (greylisting in action)', 'greylisted'),
  one('550 5.7.1 Message rejected as spam by Content Filtering.', 'spam-rejected'),
  one('554 5.7.1 Spam message rejected; If this is not spam contact abuse', 'spam-rejected'),
  one(
    '550 This message was classified as SPAM and may not be delivered (SpamAssassin score 9.1)',
    'spam-rejected',
  ),
  one('554 5.6.0 Message contains banned file attachment: invoice.exe', 'attachment-rejected'),
  one('554 5.7.1 Virus found in message: Eicar-Test-Signature', 'attachment-rejected', 'content-rejected'),
  one('552 5.3.4 Message size exceeds fixed limit', 'message-too-large'),
  one('552 5.2.3 Message exceeds maximum fixed size (20480000)', 'message-too-large'),
  one('452 4.2.2 Mailbox full', 'mailbox-full'),
  one('554 5.2.2 mailbox full', 'mailbox-full'),
  one('550 5.2.1 Mailbox disabled, not accepting messages', 'mailbox-inactive'),
  one('550 5.1.6 recipient no longer on server: a@icloud.com', 'unknown-user', 'mailbox-inactive'),
  one('530 5.7.0 Must issue a STARTTLS command first', 'tls-required'),
  one('550 5.7.10 Encryption required', 'tls-required'),
  one('550 5.4.4 Invalid domain', 'domain-not-found'),
  one(
    '550 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS for nosuch.example>',
    'domain-not-found',
  ),
  one(
    '550 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.1 Failed to establish connection>',
    'expired',
  ),
  one(
    '550 4.4.7 Message expired: unable to deliver in 840 minutes.<451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. (S775)>',
    'rate-limited',
    'ip-blocked-by-provider',
  ),
  one(
    '550 4.4.7 Message expired: unable to deliver in 840 minutes.<452 4.2.2 The email account that you tried to reach is over quota>',
    'mailbox-full',
  ),
  one('550 4.4.7 Message expired: unable to deliver in 840 minutes', 'expired'),
  one('421 4.4.5 Server busy, try again later.', 'rate-limited', 'recipient-server-fault'),
  one('451 4.3.0 Temporary lookup failure', 'recipient-server-fault'),
  one('554 5.4.6 Too many hops', 'recipient-server-fault'),
  one('553 5.3.5 system config error', 'recipient-server-fault'),
  one('550 5.7.1 Delivery not authorized, message refused', 'policy-rejected'),
  one('550 5.1.8 Sender address rejected: Domain not found', 'sender-domain'),
  one('550 5.7.0 Local Policy Violation', 'policy-rejected'),
  one(
    '554 5.7.1 Message rejected: See UPE article for more information',
    'undetermined',
    'policy-rejected',
    'content-rejected',
    'spam-rejected',
  ),
  one('421 4.7.1 Too many connections from your IP', 'rate-limited'),
  one('550 sorry, no mailbox here by that name (#5.1.1 - chkuser)', 'unknown-user'),
  one("553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'relay-denied'),
  one('511 sorry, no mailbox here by that name (#5.1.1)', 'unknown-user'),
  one('550 #5.1.0 Address rejected.', 'unknown-user'),
  one('554 Denied (Mode: normal)', 'policy-rejected'),
  one(
    '554-mx.example.net 554 Your access to this mail system has been rejected due to poor reputation of a domain used in message transfer',
    'ip-blocked-by-provider',
    'spam-rejected',
    'domain-blocklisted',
  ),
  one('550 5.1.2 User reject', 'policy-rejected', 'unknown-user'),
  one('570 5.7.7 Email not accepted for policy reasons', 'policy-rejected'),
  one(
    '554 5.7.1 Mail Score (59) over MessageScoringUpperLimit (50) - send error reports to postmaster@inn.example',
    'spam-rejected',
  ),
  one('550 5.0.0 Mail system full', 'recipient-server-fault'),
  one('550 guest@inn.example is not an active address at this host', 'unknown-user'),
  one('550 no thank you rejected: Account Unavailable', 'unknown-user'),
  one('550 5.7.1 Client host rejected: dynamic/zombied/spam IPs blocked', 'ip-blocked-by-provider'),
  one('550 Extreme bad IP profile', 'ip-blocked-by-provider'),
  one('550 sorry, your remotehost looks suspiciously like spammer', 'ip-blocked-by-provider'),
  one('554 Server IP 192.0.2.1 listed as abusive. See https://inn.example/abuse', 'ip-blocked-by-provider'),
  one(
    '554 This IP has been temporarily blocked for attempting to send too many messages containing content judged to be spam by the Internet community. IB110',
    'ip-blocked-by-provider',
  ),
  one('550 5.5.3 Mail from not owned by user. LPN105_421.', 'policy-rejected'),
  one('550 5.5.0 violation of SMTP protocol. AUP#CXSMTP', 'policy-rejected'),
  one('550 Exceeding outbound thread limit', 'rate-limited'),
  one('553 Recipient mailbox is not allowed', 'unknown-user'),
  one('552 too much mail data', 'mailbox-full'),
  one("550 we don't handle mail for inn.example", 'relay-denied'),
  one('554 5.7.1 This system is not configured to relay mail', 'relay-denied'),
  one('451 4.4.0 recipient deferred because there is no Mdb', 'recipient-server-fault'),
  one(
    '550-5.7.1 service permits 2 unverifyable sending IPs - a8-31.smtp-out.amazonses.com is not 192.0.2.1',
    'reverse-name-rejected',
  ),
  one('550 Message rejected due to user rules', 'policy-rejected'),
  one('554 We do not accept messages containing images or other attachments', 'policy-rejected'),
  one('550 domain inn.example is a dead domain', 'domain-not-found'),
  one('550 Mail receiving disabled', 'recipient-server-fault'),
  one('450 4.2.0 <guest@inn.example> - Recipient temporarily unavailable', 'recipient-server-fault'),
  one(
    '421 4.1.1 <guest@inn.example>: Recipient address rejected: unverified address: host inn.example[192.0.2.2] said: 450 4.1.1 <guest@inn.example>: Recipient address rejected: unverified address: lost connection with mail.inn.example[192.0.2.2] while sending RCPT TO',
    'recipient-server-fault',
  ),
  one('550 5.7.1 Sender email address rejected', 'policy-rejected'),
  one(
    '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    'mailbox-full',
  ),
  one('451 MI:CEL mx5 see http://mail.163.com/help/help_spam_16.htm', 'rate-limited'),
  one('450 4.7.1 Error: too much mail from 192.0.2.4', 'rate-limited'),
  one('550 Unrouteable address guest in local domain: no such user', 'unknown-user'),
  one('554 HL:IHU mx30 see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.4', 'ip-blocked-by-provider'),
  one('550 5.7.1 Message rejected due to company policy', 'policy-rejected'),
];
