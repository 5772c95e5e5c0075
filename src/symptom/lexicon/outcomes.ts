/**
 * How programs say what became of what they sent: words beside a count, an id or the number of an attempt, in the form of `foldedText`,
 * single words with `*` for the rest of one. English, German, French, Spanish, Italian, Dutch, Portuguese, Polish and Japanese.
 */
export const outcomes = {
  /** It went through. */
  wentThrough: `success, successful, successfully, succeeded, delivered, accepted, recovered, sent, ok, done, passed,
    zugestellt*, ubergeben*, gesendet*, angenommen*, erfolgreich*, livre*, envoye*, accepte*, reussi*, entregado*, enviado*, aceptado*,
    consegnato*, inviato*, accettato*, riuscito*, verzonden*, geslaagd*, afgeleverd*, entregue*, aceite*, wyslan*, dostarczon*, przyjet*,
    送信済*, 送信完了*, 配信済*, 成功*`,
  /** Things that were sent, beside their number. */
  sentOnes: `success, successful, successfully, succeeded, successes, delivered, accepted, sent, ok, submitted,
    gesendet*, versendet*, verschickt*, zugestellt*, ubergeben*, angenommen*, erfolgreich*, envoye, envoyes, envoyee, envoyees, livres,
    livrees, acceptes, reussis, enviado*, enviada*, entregado*, entregada*, aceptado*, exitos*, inviat*, consegnat*, accettat*, riuscit*,
    verzonden, verstuurd, geslaagd, afgeleverd, entregue*, aceite*, wyslan*, dostarczon*, przyjet*, 送信, 送信済*, 成功`,
  /** Things that failed, beside their number. */
  failedOnes: `failed, fail, failure, failures, error, errors, rejected, refused, bounced, bounces, deferred, dropped, suppressed,
    throttled, complaints, undelivered, fehlgeschlagen*, abgelehnt*, fehler, echec*, echoue*, erreur*, rejete, rejetes, rejetee*,
    fallid*, fallos, rechazad*, errores, fallit*, falliti, rifiutat*, errori, mislukt*, geweigerd*, fouten, falh*, rejeitad*, erros,
    nieudan*, odrzucon*, bled*, 失敗, エラー`,
  /** All that there were, beside their number. */
  allOnes: `total, processed, attempted, recipients, recipient, messages, message, mails, mail, emails, email, e-mails, queued, selected,
    requests, entries, jobs, verarbeitet*, gesamt, nachrichten, empfanger, traites, traite, destinataires, messages, courriels, procesados,
    mensajes, correos, destinatarios, elaborati, messaggi, destinatari, verwerkt, berichten, ontvangers, processados, mensagens,
    przetworzon*, wiadomosci, odbiorcow, 件, 処理, 合計`,
  /** What takes the word behind it back. */
  noneOf: `0, no, not, never, none, nothing, nicht, kein*, non, pas, aucun*, ningun, geen, nao, nenhum*, nie, zadn*`,
  /** It is tried once more. */
  triedAgain: `retry*, retries, sleeping, backoff, back-off, backing off, attempt, try, trying, tried, again, requeue, requeued, deferred,
    neuer versuch, erneut*, versuch, wiederhol*, nouvel essai, nouvelle tentative, tentative, reessa*, reintent*, nuevo intento,
    nuovo tentativo, riprov*, tentativo, opnieuw, poging, tentativa, nova tentativa, repetir, ponawia*, ponown*, proba, 再試行*, リトライ*`,
  /** It is not tried any more. */
  wasGivenUp: `giving up, give up, gives up, gave up, abort, aborted, abandoned, drop, drops, dropped, droped, dropping, dead?letter, deadletter,
    aufgegeben, abgebrochen, abandonn*, abandonad*, annullat*, opgegeven, porzucon*, 中止, 断念`,
  /** Of how many. */
  outOf: `of, out of, von, sur, de, di, van, z`,
  /** The name of an attempt, with its number behind. */
  anAttempt: `attempt*, try*, retry*, versuch*, tentative*, intento*, tentativo*, poging*, tentativa*, proba*`,
} as const satisfies Readonly<Record<string, string>>;
