import { mentions } from '../mentions.ts';

/** Who sends, beside the address of a machine, in the form of `foldedText`. */
const senderIp =
  /\b(?:absender|sender|afzender|avsandar\w{0,2}|afsender|avsender|versender|quell|client)(?:[- ](?:ip|ips)\b(?:[- ]?adre\w{1,6})?|[- ]?ip-adre\w{1,6})|\bip[- ](?:adresse |address |adres )?(?:of|de|del|der|des|do|du|van|von)(?: (?:the|la|le|el|de|den|il))? (?:sender|absenders?|l'expediteur|expediteur|remitente|remetente|mittente|afzender)\b/gu;
/** "the sending address IP 192.0.2.1", in any language. */
const calledIp =
  /(?:(?<!\p{L})(?:sending|sender|source|absender|absende|gonderen|gonderici|avsandar\p{L}{0,2}|afsender|avsender|expediteur|remitente|remetente|mittente|adresse|adresa|adres|address|direccion|endereco|indirizzo|διευθυνση)[ -]){0,2}(?<![\p{L}\d])ip(?:[ -]?(?:adre\p{L}{0,6}|address|cim\p{L}{0,3}|адрес\p{L}{0,3}|osoit\p{L}{0,4})| ?(?:アドレス|地址|주소))?[ :(]{0,3}\[?\d{1,3}(?:\.\d{1,3}){3}[\])]?(?: adre\p{L}{0,6})?/gu;
/** One that stands in a sentence; what stands in brackets is said beside it, and a private one is the receiver's own. */
const bareIp =
  /(?<= )(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}(?:\.\d{1,3}){3}(?= \p{L}{2,20}(?: |$)| [\u3040-\u9fff\uac00-\ud7af])/gu;
const yourAddress =
  /(?<!\p{L})(?:(?:von|aus) ihrer (?:absender)?adresse|de(?:puis)? votre adresse|(?:de|desde) su direccion|dal vostro indirizzo|van(?:af)? uw adres|do seu endereco|z (?:twojego|panstwa|waszego) adresu|fran er adress|fra (?:din|jeres|deres) adresse|z vasi adresy|adresinizden|с вашего адреса|з вашої адреси)(?!\p{L})/gu;
/** "Return to sender": what becomes of a message that is not taken. */
const backToSender =
  /\b(?:return\w{0,3}|back|sent back|bounced)(?: back)? to (?:the )?(?:sender|author|originator)\b|\bzuruck an (?:den )?absender\b|\bretour(?:n\w{1,3})? a l'?(?:expediteur|envoyeur)\b|\b(?:devuelt\w|devolucion|devolver|devolvid\w|devolucao|de volta) ao? ?(?:al |o )?(?:remitente|remetente)\b|\bal mittente\b|\b(?:terug|retour) (?:naar |aan )?(?:de )?afzender\b|\btill avsandaren\b|\btil (?:afsender|avsender)\w{0,2}\b|\b(?:zwrot|zwracan\w) do nadawcy\b|\bzpet odesilateli\b/gu;
/** "Closed for an hour". */
const lasting =
  /\b(?:for|fur|pour|durante|por|per|voor|i|na|za) (?:about |the next |another |die nachste |les? prochaines? )?(?:an|one|half an|a few|some|eine|einige|une|quelques|una|unas|un paio di|een|enkele|uma|algumas|en) (?:hours?|minutes?|days?|stunden?|minuten?|heures?|horas?|ora|ore|uur|uren|timme|time)\b/gu;

/**
 * A reply, in the form of `foldedText`, in which the address of a machine is called `ip`, in whatever language, and without what says
 * nothing of a cause: where the message goes back to, how long something lasts.
 */
export function withNamedMachines(reply: string): string {
  let text = reply;
  if (mentions(text, 'ip')) text = text.replace(calledIp, 'ip ').replace(senderIp, 'ip');
  if (/\d\.\d{1,3}\.\d/u.test(text)) text = text.replace(bareIp, 'ip');
  if (mentions(text, 'adres', 'direccion', 'indirizzo', 'endereco', '\u0430\u0434\u0440\u0435\u0441'))
    text = text.replace(yourAddress, 'from sender');
  if (
    mentions(
      text,
      'send',
      'author',
      'originator',
      'exped',
      'envoyeur',
      'mittente',
      'remet',
      'remit',
      'nadawc',
      'odesil',
    )
  )
    text = text.replace(backToSender, ' ');
  return mentions(text, 'hour', 'minut', 'day', 'stunde', 'heure', 'hora', 'ore', 'ora', 'uur', 'uren', 'tim')
    ? text.replace(lasting, 'for a while')
    : text;
}
