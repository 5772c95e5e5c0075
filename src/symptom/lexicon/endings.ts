/** How people say that a trouble has come back after it was over, in the form of `foldedText`. */
export const endings = {
  /** It is back. */
  isBack: `{is|are|it's|they're|has come|have come|came|comes|has returned|have returned} back {again|since|now|today|this}, {is|are|it's} back, {has|have} {returned|reappeared|recurred}, {reappear*|recur*} , {started|starting|happening|happens|broken|failing|fails} again,
    {ist|sind|war|kam*|kommt|tritt|treten|taucht} .. wieder {da|auf|zuruck}, wieder da, wieder {aufgetreten|aufgetaucht}, erneut {aufgetreten|aufgetaucht|da},
    {est|sont|a|ont} .. {revenu*|reapparu*}, {revient|recommence*|reapparait}, {est|sont} de retour,
    {ha|han} .. {vuelto|regresado|reaparecido}, {vuelve|vuelven|volvio|reaparecio|reaparece}, otra vez {falla|sale|igual},
    {e|sono|e'} .. {tornat*|ricompars*}, {torna|tornato|ricompare|ricomincia*}, di nuovo,
    {is|zijn} .. {terug|teruggekeerd}, weer {terug|opgedoken}, {komt|kwam} weer,
    {voltou|voltaram|volta a|reapareceu|regressou}, outra vez, de volta,
    {wrocil|wrocila|wrocilo|wrocily|powrocil*|powraca}, znowu, znow, ponownie {wystepuje|pojawil*},
    再発, また起き, また発生, また出, 再び`,
  /** What is well again when it is back: a service, the mail, the records. */
  isWelcomeBack: `record*, cname*, txt, dkim, dns, zone, name server*, nameserver*, key, keys, mail, mails, mailing*, e-mail*, email*, deliver*, sending, service*, server*, system*, mailbox*, inbox*, host, site, network, internet, connect*, access, everything, all, we, traffic, throughput, normal,
    eintrag*, dienst, zustellung*, zustellen, versand, alles, wir, postfach, netz, verbindung, zugang, enregistrement*, courrier*, envoi*, tout, nous, acces, correo*, registro*, servicio*, envio*, posta, servizio, tutto, invio, alles, wij, dienst, verzending, servico, tudo, correio, rekord*, usluga, poczta, wszystko`,
  /** A while that lasts: what fails in it goes on. */
  since: `since, again, seit, seitdem, wieder, erneut, depuis, a nouveau, de nouveau, desde, de nuevo, da {ieri|oggi|lunedi|martedi|mercoledi|giovedi|venerdi|stamattina}, nuovamente, sinds, weer, opnieuw, novamente, od {wczoraj|dzisiaj|poniedzialku|wtorku|srody|czwartku|piatku}, znow, から, 以降, また`,
} as const satisfies Readonly<Record<string, string>>;
