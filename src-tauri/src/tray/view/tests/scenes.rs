//! Every state of the tray, as a person reads it.

use insta::assert_snapshot;

use super::*;

pub(super) fn text(view: &TrayView) -> String {
    let mut out = format!("({}) {}\n", view.icon.file(), view.words);
    write(&view.lines, "", &mut out);
    out
}

fn write(lines: &[Line], indent: &str, out: &mut String) {
    for line in lines {
        let (mark, label) = match line {
            Line::Words { label, .. } => ("- ", label.as_str()),
            Line::Rule { .. } => ("", "----"),
            Line::Press { label, .. } => ("", label.as_str()),
            Line::Switch { label, on: true, .. } => ("[x] ", label.as_str()),
            Line::Switch { label, .. } => ("[ ] ", label.as_str()),
            Line::Menu { label, .. } => ("> ", label.as_str()),
        };
        out.push_str(&format!("{indent}{mark}{label}\n"));
        if let Line::Menu { lines, .. } = line {
            write(lines, &format!("{indent}    "), out);
        }
    }
}

#[test]
fn all_clear() {
    assert_snapshot!(text(&view(&calm())), @r#"
    (idle) Hotseat: all clear, sources read within a minute
    - All clear, read at 16:41:07
    - You and Ana until Wed 09:00
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    [x] This computer rings
    [ ] Quiet for an hour
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn some_wait_and_one_is_in_its_warning_zone() {
    let labels = row(1, ClockState::Imminent, "16:43", "Labels & tags_1");
    let error = row(2, ClockState::Pending, "17:00", "NoMethodError");
    let error = owned(error, OwnerKind::Teammate, "Ana");
    let mut later = row(3, ClockState::Pending, "18:30", "Revenue report");
    later.clock.first_warning = Some(at("17:55"));
    let mut snapshot = with(vec![labels, error, later]);
    snapshot.count.others = vec!["1 with Ana".to_owned()];
    assert_snapshot!(text(&view(&snapshot)), @r#"
    (imminent) Hotseat: due 16:43, Teams, Dirk Vos
    - Due 16:43, Teams, Dirk Vos
    - 2 for you, 1 with Ana, next due 16:43
    - You and Ana until Wed 09:00
    ----
    > 16:43  Labels & tags_1
        - Teams, Dirk Vos, nobody has it
        ----
        I'm on it
        Claim quietly
        Reply...
        ----
        Claim and snooze 15 min
        Claim and snooze 1 h
        Claim and snooze until Tue 09:00
        ----
        Open in Teams
        Open in Hotseat
    > 17:00  NoMethodError
        - Teams, Dirk Vos, with Ana since 16:25
        ----
        Together with Ana
        Reply...
        ----
        Snooze to 16:57
        Snooze to 16:58, first warning
        ----
        Open in Teams
        Open in Hotseat
    > 18:30  Revenue report
        - Teams, Dirk Vos, nobody has it
        ----
        I'm on it
        Claim quietly
        Reply...
        ----
        Snooze to 16:57
        Snooze to 17:42
        Snooze to 17:55, first warning
        ----
        Open in Teams
        Open in Hotseat
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    [x] This computer rings
    [ ] Quiet for an hour
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn a_number_while_nothing_presses() {
    let mut one = row(1, ClockState::Pending, "17:19", "Revenue report");
    one.clock.first_warning = Some(at("16:50"));
    assert_snapshot!(text(&view(&with(vec![one]))), @r#"
    (1) Hotseat: 1 for you, next due 17:19, Teams
    - 1 for you, next due 17:19
    - You and Ana until Wed 09:00
    ----
    > 17:19  Revenue report
        - Teams, Dirk Vos, nobody has it
        ----
        I'm on it
        Claim quietly
        Reply...
        ----
        Snooze to 16:50, first warning
        ----
        Open in Teams
        Open in Hotseat
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    [x] This computer rings
    [ ] Quiet for an hour
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn overdue_and_mine_and_silent() {
    let late = row(1, ClockState::Overdue, "16:33", "Labels");
    let mine = row(2, ClockState::Imminent, "16:43", "Mine");
    let mine = owned(mine, OwnerKind::You, "You");
    let mut silent = row(3, ClockState::Pending, "17:00", "Silent");
    silent = owned(silent, OwnerKind::Teammate, "Ana");
    silent.owner.stale = true;
    silent.owner.silent_since = Some(at("16:07"));
    assert_snapshot!(text(&view(&with(vec![late, mine, silent]))), @r#"
    (overdue-ember) Hotseat: overdue since 16:33, Teams, Dirk Vos
    - Overdue since 16:33, Teams, Dirk Vos
    - 2 for you, next due 16:43
    - You and Ana until Wed 09:00
    ----
    > Overdue 16:33  Labels
        - Teams, Dirk Vos, nobody has it
        ----
        I'm on it
        Claim quietly
        Reply...
        ----
        Claim and snooze 15 min
        Claim and snooze 1 h
        Claim and snooze until Tue 09:00
        ----
        Open in Teams
        Open in Hotseat
    > 16:43  Mine
        - Teams, Dirk Vos, yours since 16:25
        ----
        Release
        Reply...
        ----
        Snooze 15 min
        Snooze 1 h
        Snooze until Tue 09:00
        ----
        Open in Teams
        Open in Hotseat
    > 17:00  Silent
        - Teams, Dirk Vos, Ana, silent for 34 min
        ----
        Take over from Ana
        Reply...
        ----
        Snooze to 16:57
        Snooze to 16:58, first warning
        ----
        Open in Teams
        Open in Hotseat
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    [x] This computer rings
    [ ] Quiet for an hour
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn the_demo_says_so_and_a_team_whose_claim_is_silent_has_one_claim() {
    let mut snapshot = with(vec![row(1, ClockState::Overdue, "16:33", "A")]);
    snapshot.demo = true;
    snapshot.claim_verb = "Claim".to_owned();
    snapshot.quiet_until = Some(at("17:40"));
    snapshot.sound = Sound::Quiet;
    assert_snapshot!(text(&view(&snapshot)), @r#"
    (overdue-ember) Hotseat (Demo): overdue since 16:33, Teams, Dirk Vos
    - Demo, nothing here is real
    - Overdue since 16:33, Teams, Dirk Vos
    - 1 for you
    - You and Ana until Wed 09:00
    ----
    > Overdue 16:33  A
        - Teams, Dirk Vos, nobody has it
        ----
        Claim
        Reply...
        ----
        Claim and snooze 15 min
        Claim and snooze 1 h
        Claim and snooze until Tue 09:00
        ----
        Open in Teams
        Open in Hotseat
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    [x] This computer rings
    [x] Quiet until 17:40
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}
