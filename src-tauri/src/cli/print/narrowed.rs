//! What a filter of the list shows, and how much it does not.

use contract::{Filter, Hidden, Priority, Whose};

/// "Only mine, urgent: 5 hidden, 1 of them overdue."; nothing without a
/// filter.
pub(super) fn narrowed(filter: &Filter, hidden: Hidden) -> Option<String> {
    let whose = filter.whose.map(|whose| match whose {
        Whose::Mine => "mine",
        Whose::Nobodys => "what nobody has",
    });
    let priority = filter.priority.map(|priority| match priority {
        Priority::Emergency => "emergency",
        Priority::Urgent => "urgent",
        Priority::Normal => "normal",
    });
    let mut parts: Vec<String> =
        whose.into_iter().chain(priority).map(str::to_owned).collect();
    parts.extend(filter.source.clone());
    let words = filter.words.trim();
    if !words.is_empty() {
        parts.push(format!("“{words}”"));
    }
    if parts.is_empty() {
        return None;
    }
    let kept = match (hidden.requests, hidden.overdue) {
        (0, _) => "nothing hidden".to_owned(),
        (all, 0) => format!("{all} hidden, none of them overdue"),
        (all, overdue) => format!("{all} hidden, {overdue} of them OVERDUE"),
    };
    Some(format!("Only {}: {kept}.", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(requests: u32, overdue: u32) -> Hidden {
        Hidden { requests, overdue }
    }

    #[test]
    fn a_list_without_a_filter_says_nothing_of_one() {
        assert_eq!(narrowed(&Filter::default(), hidden(0, 0)), None);
    }

    #[test]
    fn what_is_overdue_and_hidden_is_said() {
        let filter = Filter {
            whose: Some(Whose::Mine),
            priority: Some(Priority::Urgent),
            source: Some("slack".to_owned()),
            words: " label ".to_owned(),
        };
        assert_eq!(
            narrowed(&filter, hidden(5, 1)).as_deref(),
            Some(
                "Only mine, urgent, slack, “label”: 5 hidden, 1 of them \
                 OVERDUE."
            )
        );
        assert_eq!(
            narrowed(&filter, hidden(0, 0)).as_deref(),
            Some("Only mine, urgent, slack, “label”: nothing hidden.")
        );
    }
}
