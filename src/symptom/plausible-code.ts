import { saysAny } from './reply-rule.ts';
import { otherPrograms, sesWords } from './origins.ts';
import type { TextBlock } from './text-block.ts';

/** Whether the surroundings speak of what the code is about, and the line of no other service. */
export function isPlausible(block: TextBlock, code: string, plain: string): boolean {
  if (
    otherPrograms.some((words) => plain.includes(words.replaceAll('~', ''))) &&
    !saysAny(plain, ['454', '554', ...sesWords])
  )
    return false;
  const area = code.split('/')[0] ?? '';
  if (area === 'access') return block.isAws && !block.onlyOtherAws;
  if (['quota', 'sending', 'mail-from', 'smtp-credentials', 'smtp'].includes(area)) return true;
  if (area === 'template')
    return (
      block.isSes ||
      block.isAws ||
      // Django, Twig and the like have classes of other names; `unless` of the rules names their words.
      /(?:invalidtemplate|badrequest|notfound|renderingattribute|renderingparameter)exception/u.test(plain) ||
      saysAny(plain, ['rendering data', 'templatedoesnotexist: template', 'template_not_found'])
    );
  if (code === 'bounce/suppressed' || code === 'send/envelope-sender-invalid') return !block.onlyOtherAws;
  if (
    ['send/tenant', 'reputation/tenant-paused', 'reputation/tenant-not-found'].includes(code) &&
    /exception|arn:aws|identit|configuration set|message rejected|\bses\b|tenant (?:is )?not associated with (?:the )?resource|sending (?:is )?paused for (?:\S{1,64} )?tenant|tenant \S{1,64} for awsaccountid/u.test(
      plain,
    )
  )
    return true;
  if (
    [
      'send/tenant',
      'reputation/tenant-not-found',
      'send/list-management',
      'events/topic-policy-blocks',
      'events/topic-unreachable',
      'events/topic-encrypted-without-grant',
    ].includes(code)
  )
    return (block.isAws && !block.onlyOtherAws) || saysAny(plain, ['list with name']);
  if (code === 'events/no-subscriber') return true;
  // Other services have events with a type too.
  if (code === 'events/web-hook-format')
    return (
      block.isMail ||
      block.isSes ||
      /\bsns\b|amzn?-sns|snsmessage|\bses(?:hook|webhook|handler|event)?\b/u.test(plain)
    );
  // Forms and other mail programs say the same of an address or a header: a sign of SES or of SMTP is needed.
  if (
    [
      'send/address-syntax',
      'send/mime-invalid',
      'send/no-recipients',
      'send/tag-invalid',
      'send/too-many-recipients',
    ].includes(code)
  ) {
    return (
      (block.isAws && !block.onlyOtherAws) ||
      /(?<!\d)(?:50[0-4]|55[0-4])[ -]/u.test(plain) ||
      saysAny(plain, [
        'transaction failed',
        'invalidparametervalue',
        'invalid_parameter_value',
        'badrequestexception',
      ])
    );
  }
  if (area === 'reputation' || area === 'dkim' || code === 'sending/under-review' || area === 'sandbox')
    return block.isSes;
  // Its sentences name the service that may not send with an identity of SES.
  if (area === 'configuration-set' || code === 'send/identity-not-usable') return true;
  return block.isMail && !block.onlyOtherAws;
}
