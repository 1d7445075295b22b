//! Mails as people answer them.

use super::*;

#[test]
fn the_mail_below_an_answer_goes() {
    let body = "It works now, thank you.\r\n\r\nOn Mon, 2 Mar 2026 at \
        10:02, Ana Silva\r\n<ana@acme.test> wrote:\r\n\r\n> Did you try \
        turning it off?\r\n> Ana\r\n";
    assert_eq!(own_words(body), "It works now, thank you.");
}

#[test]
fn what_is_quoted_between_an_answer_stays() {
    let body = "On Monday Ana wrote:\n> Which printer?\nThe green one.\n\
        > Since when?\nSince noon.\n\n> Ana\n";
    assert_eq!(
        own_words(body),
        "> Which printer?\nThe green one.\n> Since when?\nSince noon."
    );
}

#[test]
fn what_outlook_copies_below_goes() {
    let body = "Same here.\n\nFrom: Ana <ana@acme.test>\nSent: Monday\n\
        To: Jo\nSubject: Labels\n\nPlease try again.";
    assert_eq!(own_words(body), "Same here.");
    let old = "Same here.\n-----Original Message-----\nFrom: Ana\n\nHi";
    assert_eq!(own_words(old), "Same here.");
}

#[test]
fn other_languages_quote_as_well() {
    let german = "Geht wieder.\n\nAm 02.03.26 um 10:02 schrieb Ana:\n> Hi";
    assert_eq!(own_words(german), "Geht wieder.");
    let french = "Merci !\n\nLe lun. 2 mars 2026, Ana a écrit :\n\n> Hi";
    assert_eq!(own_words(french), "Merci !");
}

#[test]
fn a_signature_goes_and_so_does_what_a_telephone_adds() {
    assert_eq!(own_words("Help!\n-- \nJo\nAcme Ltd"), "Help!");
    assert_eq!(own_words("Help!\n\nSent from my iPhone\n"), "Help!");
}

#[test]
fn a_mail_that_is_passed_on_stays_whole() {
    let body = "Can you look?\n\n---------- Forwarded message ---------\n\
        From: Jo <jo@customer.test>\nDate: Mon\n\nLabels are blank.";
    assert!(own_words(body).ends_with("Labels are blank."));
}

#[test]
fn what_would_leave_nothing_is_left() {
    let body = "> only a quotation\n> and no answer";
    assert_eq!(own_words(body), body);
    assert_eq!(own_words("-- \nJo"), "--\nJo");
    assert_eq!(own_words(" \n\n"), "");
}

#[test]
fn a_sentence_that_begins_like_a_quotation_is_none() {
    let body = "On Monday I wrote:\nnothing happened.";
    assert_eq!(own_words(body), body);
}
