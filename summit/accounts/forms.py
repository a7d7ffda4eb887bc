"""Forms of accounts."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import Email, EqualTo, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from summit.accounts.policy import GRANTABLE_BY_ADMINISTRATOR, Role
from summit.accounts.rules import LONGEST_PASSWORD

ROLE_NAMES = {role: role.value.replace("_", " ").capitalize() for role in Role}


class SignInForm(FlaskForm):
    email = EmailField(
        "E-mail address",
        [InputRequired("Enter your e-mail address.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password", [InputRequired("Enter your password.")], render_kw={"autocomplete": "current-password"}
    )


class ConfirmationForm(FlaskForm):
    password = PasswordField(
        "Your password",
        [InputRequired("Enter your password.")],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenForm(FlaskForm):
    email = EmailField(
        "E-mail address",
        [InputRequired("Enter your e-mail address.")],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        "New password", [InputRequired("Choose a password.")], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        "The same once more",
        [EqualTo("password", "The two are not the same.")],
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST_PASSWORD + 1},
    )


class ChangePasswordForm(FlaskForm):
    old = PasswordField(
        "Present password",
        [InputRequired("Enter your present password.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "New password", [InputRequired("Choose a password.")], render_kw={"autocomplete": "new-password"}
    )


class UserForm(FlaskForm):
    name = StringField("Name", [InputRequired("Enter the person's name."), Length(max=200)])
    email = EmailField(
        "E-mail address",
        [InputRequired("Enter an e-mail address."), Email("This is not an e-mail address."), Length(max=254)],
    )
    roles = SelectMultipleField(
        "Offices",
        [InputRequired("Choose at least one office.")],
        choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in Role if role in GRANTABLE_BY_ADMINISTRATOR],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
