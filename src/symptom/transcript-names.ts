import type { TextBlock } from './text-block.ts';

/** Sender, recipients, Region, message ids: from the ways that transcripts and logs write them. */
export function collectNames(block: TextBlock): void {
  const { names } = block.collector;
  if (block.smtpAt.length > 0) names.smtp = true;
  for (const { text } of block.lines.slice(0, 4000)) {
    const line = text.slice(0, 4096);
    for (const [, sender = ''] of line.matchAll(
      /(?:MAIL FROM\s{0,2}:|\bfrom=|\bFrom:|\bsender["']?\s{0,2}[:=]|["']?(?:Source|FromEmailAddress|from|mail_from|MailFrom|envelope_from)["']?\s{0,2}(?:=>|[:=]))\s{0,3}["'<]{0,2}([^\s"'>,]{3,320}@[^\s"'>,;)}\]]{3,255})/gu,
    ))
      names.add('senders', sender);
    for (const [, recipient = ''] of line.matchAll(
      /(?:RCPT TO\s{0,2}:|\bto=|\bTo:|\borig_to=|\brecipient["']?\s{0,2}[:=]|["']?(?:ToAddresses|to|rcpt|rcpt_to|Cc|Bcc)["']?\s{0,2}(?:=>|[:=]))\s{0,3}[[("'<]{0,3}([^\s"'>,]{1,320}@[^\s"'>,;)}\]]{3,255})/gu,
    ))
      names.add('recipients', recipient);
    for (const [, host = ''] of line.matchAll(
      /email(?:-smtp)?(?:-fips)?\.([a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2})\.(?:amazonaws\.com|api\.aws)/giu,
    ))
      block.regions.add(host.toLowerCase());
    for (const [, arn = ''] of line.matchAll(/arn:aws[\w-]{0,12}:ses:([a-z]{2}-[a-z-]{4,14}-\d):/giu))
      block.regions.add(arn.toLowerCase());
    for (const [, named = ''] of line.matchAll(
      /region(?:_name)?["']?\s{0,3}(?:=>|[:=\s])\s{0,3}["']?([a-z]{2}(?:-gov)?-[a-z]{4,9}-\d{1,2})\b/giu,
    ))
      block.regions.add(named.toLowerCase());
    for (const [id] of line.matchAll(
      /(?<![0-9a-f])01[0-9a-f]{14}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6}/gu,
    ))
      names.add('messageIds', id);
  }
  for (const found of block.regions) names.setRegion(found);
}
