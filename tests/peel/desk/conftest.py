from tests.desk.conftest import people
from tests.peel.conftest import reference

__all__ = ["people", "reference"]
