"""The form of every verb, in the order in which the desk offers them.

The screen around them is screens.py. The button always says the verb, and the time when there is one.
"""

from __future__ import annotations

from publishing.desk.asking import VerbForm
from publishing.desk.ending_forms import (
    ExpiryForm,
    MoveForm,
    OutcomeForm,
    RedactForm,
    RestoreForm,
    WithdrawForm,
)
from publishing.desk.release_forms import CancelForm, ClearDebtForm, ReleaseForm, UrgentForm
from publishing.desk.writing_forms import ReturnForm, SetAsideForm, StartForm, SubmitForm

FORMS: list[type[VerbForm]] = [
    SubmitForm,
    ReleaseForm,
    UrgentForm,
    ReturnForm,
    ClearDebtForm,
    StartForm,
    WithdrawForm,
    CancelForm,
    ExpiryForm,
    RestoreForm,
    OutcomeForm,
    MoveForm,
    SetAsideForm,
    RedactForm,
]
