.SH SLUTKOD
.TP
.B 0
klart
.TP
.B 1
klart, men fler rader väntar än jobbet räknar med, eller något skiljer sig
.TP
.B 2
jobbet, eller det som begärdes, vägras; skälet sägs med sin plats
.TP
.B 3
fel sätt att anropa
.TP
.B 4
ett fel i systemet: disken, minnet, ett bibliotek
.SH MILJÖ
.TP
.B LC_ALL\fR, \fBLC_MESSAGES\fR, \fBLANG
meddelandenas språk, när \fB\-\-lang\fR inte säger det
.TP
.B UTSKICK_ODBC_PASSWORD
lösenordet till en databas som jobbet frågar
.TP
.B ODBCINI\fR, \fBODBCSYSINI
var unixODBC hittar sina namn
.TP
.B TMPDIR
där namnlösa filer med personuppgifter ligger medan programmet körs
.SH FILER
.TP
.I job.yaml
vad som skickas, till vilka, ur vilket register
.TP
.I out/DATUM\-MAPP/to\-printer/
till tryckeriet: buntar, index, kontrollsummor
.TP
.I out/DATUM\-MAPP/keep/
stannar i huset: förteckning, liggare, kontrollsummor
.TP
.I out/runs.jsonl
vem som har fått vilket utskick, som nycklade hashvärden
.SH SE OCKSÅ
.BR utskick (1),
.BR utskick\-new (1),
.BR utskick\-paper (1),
.BR utskick\-testsheet (1),
.BR utskick\-check (1),
.BR utskick\-proof (1),
.BR utskick\-run (1),
.BR utskick\-explain (1),
.BR utskick\-find (1),
.BR utskick\-diff (1),
.BR utskick\-plan (1),
.BR utskick\-write (1),
.BR utskick\-verify (1),
.BR utskick\-keygen (1),
.BR utskick\-seal (1),
.BR utskick\-approve (1),
.BR utskick\-posted (1),
.BR utskick\-withdraw (1),
.BR utskick\-returns (1),
.BR utskick\-reconcile (1),
.BR utskick\-reprint (1),
.BR utskick\-status (1),
.BR utskick\-extract (1),
.BR utskick\-labels (1),
.BR utskick\-list (1),
.BR utskick\-pack (1),
.BR utskick\-purge (1),
.BR utskick\-serve (1),
.BR utskick\-import (1)
.PP
Handboken ligger i källans mapp
.I docs/
och i Debianpaketets
.IR /usr/share/doc/utskick/ .
